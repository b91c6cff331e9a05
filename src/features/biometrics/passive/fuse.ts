import type { FacesReading } from "../../../vision/ports/faces.ts";
import { type PassiveAttack, readSigns, type Sign } from "./signs.ts";

/** One part of a passive score, as it is answered. */
export interface LivenessPart {
  name: string;
  kind: "net" | "sign";
  /** 0-1, 1 speaks for a living person: a net's own score, or 1 less a sign's evidence. */
  score: number;
  /** A net's share in the mean; the nats by which a sign in full lowers the mean's log odds. */
  weight: number;
  /** What a sign was measured to be; null for nets. */
  observed: number | null;
}

export interface FusedLiveness {
  /** 0-1; null when the nets did not judge. */
  score: number | null;
  parts: LivenessPart[];
  /** What the strongest sign shows that says so and that counted at least half. */
  attack: PassiveAttack | null;
}

/** Odds beyond these are claims that two small nets cannot make. */
const SUREST = 0.9999;
/** From here a sign's kind of attack is named. */
const NAMED_FROM = 0.5;

/**
 * The nets' mean, lowered by the signs of a picture held before the camera: log odds less each sign's weight times
 * its evidence. Signs never raise a score, and without any the score is the nets' own; a picture without a trace of
 * its making is no evidence of life.
 */
export function fuseLiveness({ liveness, signs }: FacesReading): FusedLiveness {
  const read = signs ? readSigns(signs) : [];
  const nets = liveness?.performed ? liveness.parts : [];
  const parts: LivenessPart[] = [
    ...nets.map(({ model, score }) => ({
      name: model,
      kind: "net" as const,
      score: rounded(score),
      weight: 1 / nets.length,
      observed: null,
    })),
    ...read.map(({ name, evidence, weight, observed }) => ({
      name,
      kind: "sign" as const,
      score: rounded(1 - evidence),
      weight,
      observed,
    })),
  ];
  const told = read.filter(({ attack, evidence }) => attack !== null && evidence >= NAMED_FROM);
  const strongest = told.sort((one, other) => costOf(other) - costOf(one))[0];
  const mean = liveness?.performed && Number.isFinite(liveness.score) ? liveness.score : null;
  return {
    score: mean === null ? null : rounded(lowered(mean, read)),
    parts,
    attack: strongest?.attack ?? null,
  };
}

const costOf = ({ weight, evidence }: Sign): number => weight * evidence;

function lowered(mean: number, signs: readonly Sign[]): number {
  const nats = signs.reduce((sum, sign) => sum + costOf(sign), 0);
  if (nats === 0) return mean;
  const odds = Math.min(SUREST, Math.max(1 - SUREST, mean));
  return Math.min(mean, 1 / (1 + Math.exp(nats - Math.log(odds / (1 - odds)))));
}

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;
