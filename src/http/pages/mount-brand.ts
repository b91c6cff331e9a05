import type { Hono } from "hono";
import { toBase64Url } from "../../kernel/bytes.ts";
import { EnrollError } from "../../kernel/errors.ts";

export interface BrandPages {
  /** Where pictures and previews are, below the origin. */
  assetPath: string;
  previewPath: string;
  /** A public picture by its file name; null when there is none. */
  asset(name: string): Promise<{ bytes: Uint8Array<ArrayBuffer>; mimeType: string } | null>;
  /** The page behind a signed link, whose styles carry the nonce; null for a link that opens nothing. */
  preview(link: string, nonce: string): Promise<string | null>;
}

/** Serves what a brand shows: pictures to everybody, named by their hash and so unchanging; previews by link. */
export function mountBrand(app: Hono, pages: BrandPages): void {
  app.get(`${pages.assetPath}/:name`, async (c) => {
    c.get("state").route = "/brand-assets/:name";
    const asset = await pages.asset(c.req.param("name"));
    if (!asset) throw new EnrollError("NOT_FOUND");
    return c.body(asset.bytes, 200, {
      "content-type": asset.mimeType,
      "cache-control": "public, max-age=31536000, immutable",
      "content-security-policy": "default-src 'none'; sandbox",
      // Mails and the tenant's own pages show them.
      "access-control-allow-origin": "*",
      "cross-origin-resource-policy": "cross-origin",
    });
  });
  app.get(`${pages.previewPath}/:link`, async (c) => {
    c.get("state").route = "/branding/preview/:link";
    const nonce = toBase64Url(crypto.getRandomValues(new Uint8Array(18)));
    const html = await pages.preview(c.req.param("link"), nonce);
    if (html === null) throw new EnrollError("NOT_FOUND");
    return c.html(html, 200, {
      "content-security-policy": `default-src 'none'; style-src 'nonce-${nonce}'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    });
  });
}
