import type { Context } from "hono";
import { EnrollError } from "../../kernel/errors.ts";
import type { StreamedBody } from "../endpoint.ts";

/** What a request says of its body before it is read: two that say the same under one key count as the same. */
export function describeStream(c: Context) {
  const encoding = c.req.header("content-encoding");
  if (encoding !== undefined && encoding.toLowerCase() !== "identity") {
    throw new EnrollError("UNSUPPORTED_MEDIA");
  }
  return {
    type: c.req.header("content-type") ?? "",
    length: c.req.header("content-length") ?? "",
    // RFC 9530; believed, since it only tells the sender's own requests apart.
    digest: c.req.header("content-digest") ?? "",
  };
}

/** The body as it comes, for one reader. */
export function openStream(c: Context): StreamedBody {
  return {
    contentType: c.req.header("content-type") ?? "",
    bytes: (c.req.raw.body ?? new Blob([]).stream()) as unknown as AsyncIterable<Uint8Array>,
  };
}
