import { fromBase64 } from "../../kernel/bytes.ts";
import { EnrollError, type ErrorCode } from "../../kernel/errors.ts";
import { editingSoftware } from "../../vision/image/editing-software.ts";
import { readPictureHeader } from "../../vision/image/headers.ts";
import { stripMetadata } from "../../vision/image/strip-metadata.ts";
import type { PictureFacts } from "../../vision/ports/picture.ts";
import { MAX_IMAGE_BYTES } from "./schemas.ts";

/** Characters of canonical base64 that hold `MAX_IMAGE_BYTES` bytes. */
const MAX_BASE64_LENGTH = 4 * Math.ceil(MAX_IMAGE_BYTES / 3);

/** Refuses a picture, naming the part of the request it came in; the code's own text is its message. */
export function pictureFault(code: ErrorCode, field: string, detail: string = code): EnrollError {
  return new EnrollError(code, { details: [{ field, code: detail, message: "" }] });
}

/**
 * The bytes of a picture in base64, whose length is judged before it is decoded. Throws `PAYLOAD_TOO_LARGE` above
 * 8 MB and `UNREADABLE_IMAGE` for text that is not base64.
 */
export function decodePictureData(data: string, field: string): Uint8Array<ArrayBuffer> {
  if (data.length > MAX_BASE64_LENGTH) throw pictureFault("PAYLOAD_TOO_LARGE", field);
  const bytes = fromBase64(data);
  if (!bytes) throw pictureFault("UNREADABLE_IMAGE", field, "INVALID_BASE64");
  return bytes;
}

/**
 * What a picture's own bytes say it is, the same picture without metadata, and the editor that these name. Throws
 * the header's fault under `field`; a declared type other than the sniffed one is `UNSUPPORTED_MEDIA`, since one of
 * the two is wrong.
 */
export function inspectPicture(
  bytes: Uint8Array,
  declaredType: string | undefined,
  field: string,
): { facts: PictureFacts; stripped: Uint8Array<ArrayBuffer>; editedWith: string | null } {
  if (bytes.byteLength > MAX_IMAGE_BYTES) throw pictureFault("PAYLOAD_TOO_LARGE", field);
  const header = readPictureHeader(bytes);
  if (!header.ok) throw pictureFault(header.fault, field, header.flaw);
  if (declaredType !== undefined && normalType(declaredType) !== mimeTypeOf(header.facts)) {
    throw pictureFault("UNSUPPORTED_MEDIA", field);
  }
  const stripped = stripMetadata(bytes);
  if (!stripped) throw pictureFault("UNREADABLE_IMAGE", field);
  return { facts: header.facts, stripped, editedWith: editingSoftware(bytes) };
}

export const mimeTypeOf = (facts: PictureFacts): string => `image/${facts.format}`;

/** `image/jpg` is no registered type, but is what many senders write. */
function normalType(declared: string): string {
  const type = declared.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  return type === "image/jpg" ? "image/jpeg" : type;
}
