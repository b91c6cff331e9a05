import { toBase64 } from "../../kernel/bytes.ts";
import { EnrollError } from "../../kernel/errors.ts";
import { parseJson } from "./parse-json.ts";

/** Parts of a form; two pictures and a JSON part need three. */
const MAX_PARTS = 64;

/**
 * Turns `multipart/form-data` (RFC 7578) into the JSON body it stands for: the part `request` holds the body
 * without its pictures, and every other part is set at its dotted name (`images.0.data`), files as base64.
 * Throws `INVALID_JSON` for a broken `request` part and `VALIDATION_FAILED` for a part that cannot be placed.
 */
export async function multipartToJson(
  bytes: Uint8Array<ArrayBuffer>,
  contentType: string,
): Promise<Record<string, unknown>> {
  let form: FormData;
  try {
    form = await new Response(bytes, { headers: { "content-type": contentType } }).formData();
  } catch (cause) {
    throw new EnrollError("UNSUPPORTED_MEDIA", { cause });
  }
  const parts = [...form.entries()];
  if (parts.length > MAX_PARTS) throw misplaced("", "TOO_MANY");
  const request = form.get("request");
  const body = typeof request === "string" ? parseJson(new TextEncoder().encode(request)) : {};
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw misplaced("request", "INVALID_TYPE");
  }
  for (const [name, value] of parts) {
    if (name === "request") continue;
    const content =
      typeof value === "string" ? value : toBase64(new Uint8Array(await (value as File).arrayBuffer()));
    place(body as Record<string, unknown>, name, content);
  }
  return body as Record<string, unknown>;
}

const misplaced = (field: string, code: string) =>
  new EnrollError("VALIDATION_FAILED", { details: [{ field, code, message: "" }] });

/** Sets a value at a dotted name; numbers make arrays, which grow by one at most. */
function place(body: Record<string, unknown>, name: string, content: string): void {
  const steps = name.split(".");
  if (steps.length > 4 || !steps.every((step) => /^(\d{1,2}|[a-z][A-Za-z0-9]{0,63})$/.test(step))) {
    throw misplaced(name.slice(0, 100), "UNKNOWN_FIELD");
  }
  let holder: Record<string, unknown> = body;
  steps.forEach((step, at) => {
    if (Array.isArray(holder) ? !(/^\d+$/.test(step) && Number(step) <= holder.length) : /^\d/.test(step)) {
      throw misplaced(name, "UNKNOWN_FIELD");
    }
    if (at === steps.length - 1) {
      if (Object.hasOwn(holder, step)) throw misplaced(name, "DUPLICATE");
      holder[step] = content;
      return;
    }
    if (!Object.hasOwn(holder, step)) holder[step] = /^\d/.test(steps[at + 1] as string) ? [] : {};
    const next = holder[step];
    if (typeof next !== "object" || next === null) throw misplaced(name, "UNKNOWN_FIELD");
    holder = next as Record<string, unknown>;
  });
}
