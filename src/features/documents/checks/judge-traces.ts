import type { StoredReading } from "../stored-reading.ts";
import type { Contradiction, StoredTraces } from "../traces.ts";
import { type CheckEntry, entry } from "./entry.ts";

/**
 * Thresholds, found by `npm run eval:forensics`; the figures stand in docs/models.md. Each fails no honest picture of
 * the development set: what is less than near certain is `inconclusive`.
 */
const LIMITS = {
  /** Share of tiles with a fine pattern in colour: a scanned visa, printed in dots, measures .27, photographs .02. */
  pattern: { doubtful: 0.2, certain: 0.6 },
  /** Fewer tiles than a picture of 200 by 200 pixels has say nothing. */
  fewestTiles: 9,
  /** Share of coloured pixels from which a patterned picture is put down to a screen: 18 of 25 screens, 1 of 25 prints. */
  screenColour: 0.8,
  /** Below, a picture is without colour; documents measure .04 and more. */
  colourless: 0.005,
  /** Nats against a part, and a coefficient: honest pictures saved twice reach -18, and -.05 where there are many. */
  part: { evidence: -60, mean: -0.3 },
  portrait: { evidence: -100, mean: -0.2, fewest: 100 },
} as const;

const rounded = (value: number) => Math.round(value * 1000) / 1000;
const sidesWithTraces = (reading: StoredReading) =>
  reading.sides.flatMap(({ side, traces }) => (traces ? [{ side, ...traces }] : []));

/** The most patterned side that is large enough to tell. */
function mostPatterned(reading: StoredReading): StoredTraces | null {
  const told = sidesWithTraces(reading).filter(({ tiles }) => tiles >= LIMITS.fewestTiles);
  return told.reduce<StoredTraces | null>(
    (most, one) => (most === null || one.pattern > most.pattern ? one : most),
    null,
  );
}

const looksLikeScreen = ({ colour }: StoredTraces) => colour >= LIMITS.screenColour;

/** A fine pattern is put down to a screen or to print by its colours; the other of the two then stays open. */
export function judgeScreen(reading: StoredReading): CheckEntry {
  const most = mostPatterned(reading);
  if (!most) return entry("screen_replay", "not_performed");
  const figures = { score: rounded(most.pattern), threshold: LIMITS.pattern.doubtful };
  if (most.pattern < LIMITS.pattern.doubtful) return entry("screen_replay", "pass", [], figures);
  if (!looksLikeScreen(most)) return entry("screen_replay", "inconclusive", [], figures);
  const result = most.pattern >= LIMITS.pattern.certain ? "fail" : "inconclusive";
  return entry("screen_replay", result, ["SCREEN_REPLAY"], figures);
}

/** Print dots, and pictures of a holder without any colour. A back may be printed in black alone. */
export function judgePrinted(reading: StoredReading): CheckEntry {
  const most = mostPatterned(reading);
  if (!most) return entry("printed_copy", "not_performed");
  const front = sidesWithTraces(reading).find(({ side }) => side === reading.portrait?.side);
  if (front && front.colour < LIMITS.colourless) {
    const figures = { score: rounded(1 - front.colour), threshold: rounded(1 - LIMITS.colourless) };
    return entry("printed_copy", "inconclusive", ["PRINTED_COPY"], figures);
  }
  const figures = { score: rounded(most.pattern), threshold: LIMITS.pattern.doubtful };
  if (most.pattern < LIMITS.pattern.doubtful) return entry("printed_copy", "pass", [], figures);
  if (looksLikeScreen(most)) return entry("printed_copy", "inconclusive", [], figures);
  const result = most.pattern >= LIMITS.pattern.certain ? "fail" : "inconclusive";
  return entry("printed_copy", result, ["PRINTED_COPY"], figures);
}

/** Whether the portrait came later than the picture around it; only a JPEG that was saved twice can tell. */
export function judgePortrait(reading: StoredReading): CheckEntry {
  const { evidence, mean, fewest } = LIMITS.portrait;
  const front = sidesWithTraces(reading).find(({ portrait }) => portrait !== null)?.portrait;
  if (!front || front.count < fewest) return entry("portrait_substitution", "not_performed");
  const later = contradicts(front, evidence, mean);
  return entry("portrait_substitution", later ? "fail" : "pass", later ? ["DOCUMENT_TAMPERED"] : [], {
    score: scoreOf(front, evidence),
    threshold: 0.5,
  });
}

/** Whether a part came later than the rest, or an editor is named in the metadata. A pass says that no trace was found. */
export function judgeManipulation(reading: StoredReading): CheckEntry {
  const { evidence, mean } = LIMITS.part;
  const sides = sidesWithTraces(reading);
  const parts = sides.flatMap(({ part }) => (part ? [part] : []));
  const strongest = parts.reduce<Contradiction | null>(
    (least, part) => (least === null || part.evidence < least.evidence ? part : least),
    null,
  );
  const figures = strongest ? { score: scoreOf(strongest, evidence), threshold: 0.5 } : {};
  if (strongest && contradicts(strongest, evidence, mean)) {
    return entry("digital_manipulation", "fail", ["DOCUMENT_TAMPERED"], figures);
  }
  if (sides.some(({ editedWith }) => editedWith !== null)) {
    return entry("digital_manipulation", "inconclusive", ["IMAGE_EDITED"], figures);
  }
  return entry("digital_manipulation", strongest ? "pass" : "not_performed", [], figures);
}

const contradicts = ({ evidence, count }: Contradiction, atMost: number, meanAtMost: number): boolean =>
  evidence <= atMost && evidence / Math.max(1, count) <= meanAtMost;

/** 0-1, half at the threshold; nothing when the part is spread so thin that it says little. */
const scoreOf = ({ evidence }: Contradiction, threshold: number): number =>
  evidence >= 0 ? 0 : rounded(evidence / (evidence + threshold));
