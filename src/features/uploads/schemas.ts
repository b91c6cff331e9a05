import * as z from "zod";
import { idOf, instant } from "../../http/fields.ts";

/** Most bytes of one picture, decoded (security.md: budgets on input). */
export const MAX_IMAGE_BYTES = 8 * 1024 * 1024;

/** Its length and content are judged by `accept-image.ts`, which answers with the media codes. */
const pictureData = z.string().min(1).meta({
  contentEncoding: "base64",
  description: "A JPEG, PNG or WebP file of at most 8 MB, in base64 (RFC 4648 §4).",
});

export const uploadId = idOf("upl");

/** The parts of a picture; spread into an object and refined by `hasOnePicture`. */
export const pictureShape = {
  data: pictureData.optional(),
  mimeType: z.string().max(100).optional(),
  uploadId: uploadId.optional(),
};

export interface Picture {
  data?: string | undefined;
  mimeType?: string | undefined;
  uploadId?: string | undefined;
}

/** A picture that comes in no way lacks its data; one that comes in two ways contradicts itself. */
export const ONE_PICTURE = { message: "REQUIRED", path: ["data"] };

/** True when a picture comes in exactly one way. */
export const hasOnePicture = (picture: Picture): boolean =>
  (picture.data === undefined) !== (picture.uploadId === undefined);

/** One picture: base64 in `data` (also what a multipart file becomes), or the id of an upload. */
export const pictureSchema = z.strictObject(pictureShape).refine(hasOnePicture, ONE_PICTURE);

/** A grey square of 64 pixels, for examples that can be sent as they are: an answer about nothing, but an answer. */
export const EXAMPLE_PICTURE = {
  data: "iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAAAAACPAi4CAAAAKUlEQVR42u3MQREAAAwCIKMb3RD77SAA6VEEAoFAIBAIBAKBQCAQfA8G320AeXC6efoAAAAASUVORK5CYII=",
  mimeType: "image/png",
} as const;

export const uploadData = z.object({
  id: uploadId,
  object: z.literal("upload"),
  sha256: z.string(),
  mimeType: z.string(),
  byteLength: z.int(),
  expiresAt: instant,
});
export type UploadData = z.input<typeof uploadData>;
