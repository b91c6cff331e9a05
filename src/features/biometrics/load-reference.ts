import type { Caller } from "../../kernel/caller.ts";
import { EnrollError } from "../../kernel/errors.ts";
import type { ReasonCode } from "../../kernel/reasons.ts";
import type { FaceTemplate } from "../../storage/face-template.ts";
import { answerValue } from "../../vision/answer-value.ts";
import { loadPortrait } from "../documents/load-portrait.ts";
import { type AcceptedImage, acceptImage } from "../uploads/accept-image.ts";
import type { BiometricsDeps } from "./deps.ts";
import { soleFace } from "./sole-face.ts";
import { findActiveFace, findFace } from "./store.ts";
import { openFaceTemplate } from "./templates.ts";
import type { VerifyInput } from "./verify-schemas.ts";

const IMAGE = "reference.image";

export interface Reference {
  type: VerifyInput["reference"]["type"];
  id: string | null;
  /** Whose face it is said to be; null for an image sent along and a document of nobody. */
  userId: string | null;
  /** null when the reference shows no face that could be described. */
  template: FaceTemplate | null;
  /** Of a document's portrait: its face print, where one was kept. */
  print: Uint8Array | null;
  /** What is wrong with it then; null when only the net was not to be had. */
  reason: ReasonCode | null;
}

/** The reference that was sent along, taken in; null when it is none. */
export const acceptReference = async (
  deps: BiometricsDeps,
  caller: Caller,
  { reference }: Pick<VerifyInput, "reference">,
): Promise<AcceptedImage | null> =>
  reference.type === "image" ? acceptImage(deps, caller, reference.image, IMAGE) : null;

/**
 * The face to compare with. Throws `NOT_FOUND`, naming the field, for a reference that is unknown, another
 * tenant's or another user's than the one named, and the image's own faults.
 */
export async function loadReference(
  deps: BiometricsDeps,
  caller: Caller,
  { reference, userId = null }: Pick<VerifyInput, "reference"> & { userId?: string | undefined | null },
  image: AcceptedImage | null,
): Promise<Reference> {
  if (reference.type === "image") return referenceImage(deps, image);
  if (reference.type === "document") {
    const documentId = reference.id ?? null;
    const portrait = await loadPortrait(deps, caller, { documentId, userId }).catch(nameField);
    return {
      type: "document",
      id: portrait.documentId,
      userId: portrait.userId,
      template: portrait.template,
      print: portrait.print,
      reason: portrait.faceless ? "NO_FACE" : null,
    };
  }
  const row = reference.id
    ? await findFace(deps.database, caller.tenantId, reference.id)
    : userId && (await findActiveFace(deps.database, caller.tenantId, userId));
  const usable = row && row.status === "active" && (userId === null || row.userId === userId);
  const template = usable ? await openFaceTemplate(deps, row) : null;
  if (!row || !template) throw notFound();
  return { type: "enrolled", id: row.id, userId: row.userId, template, print: null, reason: null };
}

async function referenceImage(deps: BiometricsDeps, image: AcceptedImage | null): Promise<Reference> {
  if (!image) throw new Error("the reference image was not taken in");
  const answer = await deps.facesVision.readFaces(image.bytes, { embed: true, liveness: false });
  const seen = soleFace(answerValue(answer, `${IMAGE}.data`));
  return {
    type: "image",
    id: null,
    userId: null,
    template: seen.ok ? seen.template : null,
    print: null,
    reason: seen.ok ? null : seen.reason,
  };
}

const notFound = () =>
  new EnrollError("NOT_FOUND", { details: [{ field: "reference.id", code: "NOT_FOUND", message: "" }] });

function nameField(error: unknown): never {
  throw error instanceof EnrollError && error.code === "NOT_FOUND" ? notFound() : error;
}
