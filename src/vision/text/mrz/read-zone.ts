import { isLegible } from "../../../kernel/mrz-format.ts";
import { chooseFormats, type Hypothesis } from "./choose-format.ts";
import { findSibling } from "./find-siblings.ts";
import type { MrzLine } from "./mrz-line.ts";
import type { MrzNet } from "./mrz-net.ts";
import type { Pyramid } from "./pyramid.ts";
import { readCells, settle } from "./read-cells.ts";

/** A zone as read: lines from top to bottom, and how they were understood. */
export interface ZoneReading {
  lines: MrzLine[];
  hypothesis: Hypothesis;
  /** All check digits agree and what they do not cover was read surely. */
  complete: boolean;
  /** Orders readings: more agreement first, then likelihood. */
  rank: number;
}

/** Longest first line of a three-line zone, with a margin for what is seen beside it. */
const THREE_LINE_CELLS = 35;

/** The lines around a base line that stand as an MRZ's do. */
function gatherLines(pyramid: Pyramid, net: MrzNet, base: MrzLine, others: readonly MrzLine[]): MrzLine[] {
  const lines = [base];
  for (const direction of [-1, 1] as const) {
    let from = base;
    const steps = base.count <= THREE_LINE_CELLS ? 2 : 1;
    for (let step = 0; step < steps; step++) {
      const next = findSibling(pyramid, net, from, direction, others);
      if (!next) break;
      if (direction < 0) lines.unshift(next);
      else lines.push(next);
      from = next;
    }
  }
  return lines;
}

function toReading(lines: MrzLine[], hypothesis: Hypothesis): ZoneReading {
  const { layout, checks, confidences, score } = hypothesis;
  const agreeing = [...checks.values()].filter(Boolean).length;
  const complete = agreeing === checks.size && isLegible(layout, confidences);
  return {
    lines: lines.slice(hypothesis.firstLine, hypothesis.firstLine + layout.classes.length),
    hypothesis,
    complete,
    rank: (complete ? 10 : 0) + (3 * agreeing) / checks.size + Math.max(-3, score),
  };
}

/**
 * Reads the zone that a base line belongs to; null when no neighbour makes it one.
 * @param others lines found elsewhere on the picture, of which some may be its neighbours
 */
export function readZone(
  pyramid: Pyramid,
  net: MrzNet,
  found: MrzLine,
  others: readonly MrzLine[],
): ZoneReading | null {
  const [base] = settle(pyramid, net, [found]);
  if (!base) return null;
  const lines = gatherLines(pyramid, net, base, others);
  if (lines.length < 2) return null;
  const readings = chooseFormats(readCells(pyramid, net, lines, 3)).map((one) => toReading(lines, one));
  return readings.reduce<ZoneReading | null>(
    (best, one) => (best && best.rank >= one.rank ? best : one),
    null,
  );
}
