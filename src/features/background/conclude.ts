import type { ReasonCode } from "../../kernel/reasons.ts";
import type { HitBand } from "./screening/bands.ts";

/** The lists a watchlist check rests on, as far as its outcome is concerned. */
export interface ListStanding {
  /** Asked for and not there. */
  missing: number;
  stale: boolean;
}

export interface WatchlistConclusion {
  status: "completed" | "incomplete";
  outcome: "clear" | "potential_match" | "match" | "incomplete";
  reasons: ReasonCode[];
}

/**
 * Concludes a watchlist check. A hit stands whatever was missing; without a hit, nothing is clear that rests on a
 * missing list or, in a live tenant, on a stale one. A sandbox may be told clear by stale lists: it screens nobody.
 */
export function concludeWatchlist(
  hits: readonly { band: HitBand; blocked?: boolean }[],
  lists: ListStanding,
  livemode: boolean,
): WatchlistConclusion {
  const gaps: ReasonCode[] = [];
  if (lists.missing > 0) gaps.push("SOURCE_UNAVAILABLE");
  if (lists.stale && livemode) gaps.push("LIST_STALE");
  const status = gaps.length > 0 ? "incomplete" : "completed";
  if (hits.some((hit) => hit.band === "match")) {
    const blocked = hits.some((hit) => hit.blocked && hit.band === "match");
    const reasons: ReasonCode[] = blocked ? ["WATCHLIST_MATCH", "BLOCKLISTED"] : ["WATCHLIST_MATCH"];
    return { status, outcome: "match", reasons: [...reasons, ...gaps] };
  }
  if (hits.length > 0)
    return { status, outcome: "potential_match", reasons: ["WATCHLIST_POTENTIAL_MATCH", ...gaps] };
  return { status, outcome: gaps.length > 0 ? "incomplete" : "clear", reasons: gaps };
}

export interface CriminalConclusion {
  status: "completed" | "pending" | "incomplete";
  outcome: "clear" | "records_found" | "potential_match" | "incomplete";
  reasons: ReasonCode[];
}

/** Concludes a criminal check: clear only when every source that exists has answered and found nothing. */
export function concludeCriminal(
  found: { records: number; notices: number },
  sources: readonly { status: string }[],
): CriminalConclusion {
  const answeredAll = sources.length > 0 && sources.every((source) => source.status === "answered");
  const isPending = sources.some((source) => source.status === "pending");
  const gaps: ReasonCode[] = isPending ? [] : gapsOf(sources);
  const status = isPending ? "pending" : answeredAll ? "completed" : "incomplete";
  if (found.records > 0)
    return { status, outcome: "records_found", reasons: ["CRIMINAL_RECORD_FOUND", ...gaps] };
  // A namesake on a wanted notice is a question for a person, never a finding by itself.
  if (found.notices > 0)
    return { status, outcome: "potential_match", reasons: ["CRIMINAL_RECORD_FOUND", ...gaps] };
  return { status, outcome: answeredAll ? "clear" : "incomplete", reasons: gaps };
}

/** Why not all is known: consent is the person's to give, all else is ours or the source's. */
function gapsOf(sources: readonly { status: string }[]): ReasonCode[] {
  const gaps: ReasonCode[] = [];
  const open = sources.filter(({ status }) => status !== "answered");
  if (open.some(({ status }) => status === "consent_missing")) gaps.push("CONSENT_MISSING");
  if (sources.length === 0 || open.some(({ status }) => status !== "consent_missing")) {
    gaps.push("SOURCE_UNAVAILABLE");
  }
  return gaps;
}
