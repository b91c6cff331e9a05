import type { Context } from "hono";
import { EnrollError } from "../../kernel/errors.ts";
import type { Endpoint } from "../endpoint.ts";
import { cleanJson } from "./clean-text.ts";
import { FORM_TYPE, formToJson } from "./form.ts";
import { multipartToJson } from "./multipart.ts";
import { parseJson } from "./parse-json.ts";

/** A body without pictures: a person's data and metadata fit many times over. */
export const JSON_BODY_BYTES = 64 * 1024;
/** One picture as raw bytes. */
export const RAW_BODY_BYTES = 8 * 1024 * 1024;
/** Two pictures of 8 MiB in base64 (4/3) and their JSON; more would not fit beside its copies in an isolate. */
export const PICTURES_BODY_BYTES = 2 * Math.ceil((RAW_BODY_BYTES * 4) / 3) + JSON_BODY_BYTES;

/** What a provider sends back of one person. */
export const SIGNED_BODY_BYTES = 256 * 1024;

const BOUNDS = {
  json: JSON_BODY_BYTES,
  form: JSON_BODY_BYTES,
  pictures: PICTURES_BODY_BYTES,
  raw: RAW_BODY_BYTES,
  signed: SIGNED_BODY_BYTES,
};

/**
 * Reads a request's body within its bound: bytes for `raw` and `signed`, else a JSON value whose texts are well-formed and in
 * normal form C. Throws `PAYLOAD_TOO_LARGE`, `UNSUPPORTED_MEDIA`, `INVALID_JSON` or `VALIDATION_FAILED`.
 */
export async function readBody(
  c: Context,
  carries: Exclude<NonNullable<Endpoint["carries"]>, "stream">,
): Promise<unknown> {
  const encoding = c.req.header("content-encoding");
  // A compressed body could be a bomb; nobody needs one for 64 kB or for JPEG.
  if (encoding !== undefined && encoding.toLowerCase() !== "identity") {
    throw new EnrollError("UNSUPPORTED_MEDIA");
  }
  const contentType = c.req.header("content-type") ?? "";
  const mediaType = contentType.split(";")[0]?.trim().toLowerCase() ?? "";
  const bound = BOUNDS[carries];
  if (carries === "raw" || carries === "signed") return readBytes(c.req.raw, bound);
  if (carries === "pictures" && mediaType === "multipart/form-data") {
    return cleaned(await multipartToJson(await readBytes(c.req.raw, bound), contentType));
  }
  const bytes = await readBytes(c.req.raw, bound);
  if (carries === "form" && mediaType === FORM_TYPE) return cleaned(formToJson(bytes));
  if (bytes.byteLength === 0 && mediaType === "") throw emptyBody();
  if (!/^application\/([\w.-]+\+)?json$/.test(mediaType)) throw new EnrollError("UNSUPPORTED_MEDIA");
  if (bytes.byteLength === 0) throw emptyBody();
  return cleaned(parseJson(bytes));
}

const emptyBody = () =>
  new EnrollError("VALIDATION_FAILED", { details: [{ field: "", code: "EMPTY_BODY", message: "" }] });

/** Reads at most `bound` bytes, with or without a `Content-Length`; throws `PAYLOAD_TOO_LARGE` above it. */
export async function readBytes(request: Request, bound: number): Promise<Uint8Array<ArrayBuffer>> {
  const declared = request.headers.get("content-length");
  if (declared !== null && !(Number(declared) <= bound)) throw new EnrollError("PAYLOAD_TOO_LARGE");
  if (!request.body) return new Uint8Array();
  // The runtime holds a body to its declared length, so it can be taken in one piece: half the memory.
  if (declared !== null) {
    const bytes = new Uint8Array(await request.arrayBuffer());
    if (bytes.byteLength > bound) throw new EnrollError("PAYLOAD_TOO_LARGE");
    return bytes;
  }
  const chunks: Uint8Array[] = [];
  let total = 0;
  const reader = request.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    total += value.byteLength;
    if (total > bound) {
      await reader.cancel();
      throw new EnrollError("PAYLOAD_TOO_LARGE");
    }
    chunks.push(value);
  }
  const joined = new Uint8Array(total);
  let offset = 0;
  for (const chunk of chunks) {
    joined.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return joined;
}

function cleaned(json: unknown): unknown {
  const { value, details } = cleanJson(json);
  if (details.length > 0) throw new EnrollError("VALIDATION_FAILED", { details });
  return value;
}
