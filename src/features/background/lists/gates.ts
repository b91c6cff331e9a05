import type { NameIndex } from "../screening/name-index.ts";
import { search } from "../screening/search.ts";
import type { Entity } from "./entity.ts";
import type { ListReading, ListSource } from "./source.ts";

/** Why a version may not serve. */
export type GateReason =
  | "TOO_FEW_ENTITIES"
  | "ENTITY_COUNT_CHANGED"
  | "OLDER_THAN_SERVING"
  | "SENTINEL_MISSING"
  | "MISENCODED"
  | "GOLDEN_QUERY_FAILED";

/** A version that may not serve: a gate spoke against it, or it could not be read. */
export interface RejectedVersion {
  outcome: "rejected";
  sha256: string;
  entities: number;
  reason: GateReason | "UNREADABLE";
  detail?: string;
}

export interface Served {
  entities: number;
  publishedAt: number | null;
}

const MONTH_MS = 30 * 86_400_000;
// A cut or doubled file shows in its size; what a publisher changes in a day does not reach this.
const COUNT_TOLERANCE = 0.1;
// Months apart, lists grow honestly: the UN's by 14 % in the half year to February 2026.
const TOLERANCE_A_MONTH = 0.01;
const MOST_TOLERANCE = 0.3;

/** Holds what was read against what serves. Pure; null when nothing speaks against it. */
export function judgeReading(
  source: ListSource,
  reading: ListReading,
  served: Served | null,
): GateReason | null {
  const count = reading.entities.length;
  const counted = judgeCount(count, reading.publishedAt, source.leastEntities, served);
  if (counted) return counted;
  const ids = new Set(reading.entities.map((entity) => entity.id));
  if (source.sentinels.some((id) => !ids.has(id))) return "SENTINEL_MISSING";
  // Single lines are mended as they are read; more of them than entries means another encoding altogether.
  return reading.misencodedLines > count ? "MISENCODED" : null;
}

/** Holds how many entries a version has, and its date, against the one that serves. Pure. */
export function judgeCount(
  count: number,
  publishedAt: number | null,
  least: number,
  served: Served | null,
): GateReason | null {
  if (!served) return count < least ? "TOO_FEW_ENTITIES" : null;
  if ((publishedAt ?? Infinity) < (served.publishedAt ?? 0)) return "OLDER_THAN_SERVING";
  const change = Math.abs(count - served.entities) / Math.max(1, served.entities);
  return change > toleranceFor(served, publishedAt) ? "ENTITY_COUNT_CHANGED" : null;
}

function toleranceFor(served: Served, publishedAt: number | null): number {
  if (served.publishedAt === null || publishedAt === null) return COUNT_TOLERANCE;
  const months = Math.max(0, publishedAt - served.publishedAt) / MONTH_MS;
  return Math.min(MOST_TOLERANCE, COUNT_TOLERANCE + TOLERANCE_A_MONTH * months);
}

export const GOLDEN_QUERIES = 20;
// An entry asked for by its own main name scores 1; only names of a single vague word stay below.
export const GOLDEN_SCORE = 0.85;
// Some entries share their name with more others than a search looks at.
export const GOLDEN_SHARE = 0.9;

/** Asks a built index for some of its own entries; false when it does not find them. */
export function findsItself(index: NameIndex): boolean {
  const asked = spread(index.entities.filter((entity) => entity.names.length > 0));
  const found = asked.filter((entity) =>
    search(index, { names: [entity.names[0]?.text ?? ""] }, GOLDEN_SCORE).some(
      (hit) => hit.entity.id === entity.id,
    ),
  );
  return asked.length > 0 && found.length >= GOLDEN_SHARE * asked.length;
}

const spread = (entities: Entity[]): Entity[] =>
  entities.filter((_, at) => at % Math.max(1, Math.floor(entities.length / GOLDEN_QUERIES)) === 0);
