import type { Caller } from "../../kernel/caller.ts";
import { EnrollError } from "../../kernel/errors.ts";
import type { FaceTemplate } from "../../storage/face-template.ts";
import type { FaceReading } from "../../vision/ports/faces.ts";
import { loadPortrait, type Portrait } from "../documents/load-portrait.ts";
import type { BiometricsDeps } from "./deps.ts";
import { printCorrelation } from "./same-photograph.ts";
import { similarityOf } from "./similarity.ts";

/**
 * How alike details and faces are together (correlation + similarity, at most 2) from which two pictures are one
 * photograph. The most that two photographs of one person reached, of LFW's 931 such pairs, was 1.79.
 */
export const ONE_PHOTOGRAPH = 1.82;
/** From here alone the details say it, where another net sees a little more or less in the face. */
const SAME_DETAILS = 0.95;
/** Below it two faces are not even one person's to the net, and the details are not looked at. */
const SAME_FACE = 0.75;

/** What a picture of a person is held against, lest it be the document's portrait once more. */
export type KnownPortrait = Pick<Portrait, "template" | "print">;

/** The portrait on the user's newest document; null when there is none, or none with a print. */
export async function newestPortrait(
  deps: BiometricsDeps,
  caller: Caller,
  userId: string,
): Promise<KnownPortrait | null> {
  const portrait = await loadPortrait(deps, caller, { documentId: null, userId }).catch((error: unknown) => {
    if (error instanceof EnrollError && error.code === "NOT_FOUND") return null;
    throw error;
  });
  return portrait?.print ? portrait : null;
}

/**
 * True when a picture is the photograph of the document itself, cut out, scaled, compressed or brightened: both the
 * details and the faces are more alike than those of two photographs of one person were in any measured pair.
 */
export function isPortraitAgain(
  seen: { face: FaceReading | null; template: FaceTemplate | null },
  portrait: KnownPortrait | null,
): boolean {
  const print = seen.face?.print;
  if (!print || !seen.template || !portrait?.print || !portrait.template) return false;
  const similarity = similarityOf(seen.template, portrait.template);
  if (similarity === null || similarity < SAME_FACE) return false;
  const details = printCorrelation(print, portrait.print);
  return details >= SAME_DETAILS || details + similarity >= ONE_PHOTOGRAPH;
}
