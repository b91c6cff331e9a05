import type { Hono } from "hono";
import { EnrollError } from "../../kernel/errors.ts";

/** Opens what a signed link names; null for a link that opens nothing. */
export type OpenPicture = (
  token: string,
  requestId: string,
) => Promise<{ bytes: Uint8Array<ArrayBuffer>; mimeType: string } | null>;

/**
 * Serves pictures behind signed links: the link is the permission, so no token is asked for and no cache may keep
 * the answer. A picture may stand in a reviewer's page on another origin; it can do nothing there.
 */
export function mountPicture(app: Hono, path: string, open: OpenPicture): void {
  app.get(`${path}/:link`, async (c) => {
    const state = c.get("state");
    state.route = "/pictures/:link";
    const picture = await open(c.req.param("link"), state.requestId);
    if (!picture) throw new EnrollError("NOT_FOUND");
    return c.body(picture.bytes, 200, {
      "content-type": picture.mimeType,
      "content-disposition": "inline",
      "content-security-policy": "default-src 'none'; sandbox",
      "cross-origin-resource-policy": "cross-origin",
    });
  });
}
