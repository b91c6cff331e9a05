import { isLegible } from "../../../kernel/mrz-legibility.ts";
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

/** Looks at each line: one more costs a twentieth of a reading, and halves the slips of one. */
const LOOKS = 3;
/** Mean log-probability of a cell below which check digits agree by chance only, as in text read on its head. */
const MIN_COMPLETE_SCORE = -0.6;
/** Longest first line of a three-line zone, with a margin for what is seen beside it. */
const THREE_LINE_CELLS = 35;

/** Characters of a one-line zone (30), with what may be missed or seen beside it. */
const ONE_LINE_CELLS = [26, 35] as const;

/** Below it a base line is other print, whose neighbours are not worth looking for. */
const MIN_TRUST = 0.5;
/** So sure a neighbour of a two-line zone is the other line of it. */
const SURE_TRUST = 0.9;

/** The lines on one side of a base line that stand as an MRZ's do, from the base outwards. */
function gatherLines(
  pyramid: Pyramid,
  net: MrzNet,
  base: MrzLine,
  direction: 1 | -1,
  others: readonly MrzLine[],
): MrzLine[] {
  const lines: MrzLine[] = [];
  const steps = base.count <= THREE_LINE_CELLS ? 2 : 1;
  for (let step = 0, from = base; step < steps; step++) {
    const next = findSibling(pyramid, net, from, direction, others);
    if (!next) break;
    lines.push(next);
    from = next;
  }
  return lines;
}

function toReading(lines: MrzLine[], hypothesis: Hypothesis): ZoneReading {
  const { layout, checks, confidences, score } = hypothesis;
  const agreeing = [...checks.values()].filter(Boolean).length;
  const complete =
    agreeing === checks.size &&
    score >= MIN_COMPLETE_SCORE &&
    isLegible(layout, hypothesis.lines, confidences);
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
  if (!base || base.trust < MIN_TRUST) return null;
  const above = gatherLines(pyramid, net, base, -1, others).reverse();
  // Two lines of which both are sure are mostly all there is.
  const hasty =
    base.count > THREE_LINE_CELLS && (above[0]?.trust ?? 0) >= SURE_TRUST
      ? readLines(pyramid, net, [...above, base])
      : null;
  if (hasty?.complete) return hasty;
  const below = gatherLines(pyramid, net, base, 1, others);
  const all = readLines(pyramid, net, [...above, base, ...below]);
  return hasty && (!all || hasty.rank >= all.rank) ? hasty : all;
}

/** The best way to read lines as a zone. */
function readLines(pyramid: Pyramid, net: MrzNet, lines: MrzLine[]): ZoneReading | null {
  // One line alone is a licence's, and as long as one.
  const [only] = lines;
  if (lines.length < 2 && (!only || only.count < ONE_LINE_CELLS[0] || only.count > ONE_LINE_CELLS[1]))
    return null;
  const readings = chooseFormats(readCells(pyramid, net, lines, LOOKS)).map((one) => toReading(lines, one));
  return readings.reduce<ZoneReading | null>(
    (best, one) => (best && best.rank >= one.rank ? best : one),
    null,
  );
}
