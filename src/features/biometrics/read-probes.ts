import type { Caller } from "../../kernel/caller.ts";
import type { ReasonCode } from "../../kernel/reasons.ts";
import type { FaceTemplate } from "../../storage/face-template.ts";
import { answerValue } from "../../vision/answer-value.ts";
import type { FaceReading } from "../../vision/ports/faces.ts";
import { type AcceptedImage, acceptImage } from "../uploads/accept-image.ts";
import type { BiometricsDeps } from "./deps.ts";
import { REVIEW_FROM } from "./face-match.ts";
import { similarityOf } from "./similarity.ts";
import { soleFace } from "./sole-face.ts";
import type { VerifyInput } from "./verify-schemas.ts";

/** A picture sent to be verified, once it was read. */
export interface Probe {
  face: FaceReading | null;
  /** null without a fit face, and when no net was there to describe it. */
  template: FaceTemplate | null;
  reason: ReasonCode | null;
}

export interface AcceptedProbe {
  field: string;
  image: AcceptedImage;
}

/** Takes in the pictures of a request. Throws each one's own faults, naming its field. */
export async function acceptProbes(
  deps: BiometricsDeps,
  caller: Caller,
  { probe, probes }: VerifyInput,
): Promise<AcceptedProbe[]> {
  const accepted: AcceptedProbe[] = [];
  for (const [at, picture] of (probes ?? (probe ? [probe] : [])).entries()) {
    const field = probes ? `probes.${at}` : "probe";
    accepted.push({ field, image: await acceptImage(deps, caller, picture, field) });
  }
  return accepted;
}

/** Has the pictures read; throws the engine's faults. Every reading is asked for at once: the engine takes turns. */
export function readProbes(deps: BiometricsDeps, accepted: readonly AcceptedProbe[]): Promise<Probe[]> {
  return Promise.all(
    accepted.map(async ({ field, image }) => {
      const answer = await deps.facesVision.readFaces(image.bytes, {
        embed: true,
        liveness: false,
        eyes: true,
      });
      const seen = soleFace(answerValue(answer, `${field}.data`), { openEyes: true });
      return seen.ok
        ? { face: seen.face, template: seen.template, reason: null }
        : { face: seen.face, template: null, reason: seen.reason };
    }),
  );
}

/**
 * Whether the fit faces are one person's: every two of them at least as alike as a person would be asked to look
 * at. Strangers come so far some thirty times in 10,000.
 */
export function areOnePerson(probes: readonly Probe[]): boolean {
  const templates = probes.flatMap(({ template }) => (template ? [template] : []));
  return templates.every((one, at) =>
    templates.slice(at + 1).every((other) => (similarityOf(one, other) ?? -1) >= REVIEW_FROM),
  );
}

/**
 * Mean similarity of the described probes with a reference: what their mean template would have, before it is
 * brought to unit length. Null when none can be compared. A mean of several scatters less than one, so that
 * strangers pass a threshold no more often than the rate measured for single pictures.
 */
export function meanSimilarity(probes: readonly Probe[], reference: FaceTemplate): number | null {
  const similarities = probes.flatMap(({ template }) => {
    const similarity = template && similarityOf(template, reference);
    return similarity === null ? [] : [similarity];
  });
  if (similarities.length === 0) return null;
  const mean = similarities.reduce((sum, value) => sum + value, 0) / similarities.length;
  return Math.round(mean * 10_000) / 10_000;
}
