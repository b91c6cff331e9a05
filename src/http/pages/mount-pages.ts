import type { Context, Hono } from "hono";
import type { Locale } from "../../kernel/caller.ts";
import type { Endpoint } from "../endpoint.ts";
import { succeed } from "../envelope.ts";
import { BASE_PATH } from "../mount.ts";
import { openApiDocument } from "../openapi/document.ts";
import { LOGO_SVG } from "./brand.ts";
import { BUNDLE_PATH, docsPage } from "./docs-page.ts";
import { DOCS_START_JS } from "./docs-start.ts";
import { type HealthProbes, readHealth } from "./health.ts";
import { RECEIPT_JS, receiptPage } from "./receipt-page.ts";

export interface PagesDeps {
  endpoints: readonly Endpoint[];
  eventTypes: readonly string[];
  /** The static assets; null where there are none (tests). */
  assets: { fetch(request: Request): Promise<Response> } | null;
  probes: HealthProbes;
}

/** Mounts what needs no token: landing, docs, OpenAPI document, health and icon. */
export function mountPages(app: Hono, deps: PagesDeps): void {
  const documents = new Map<string, string>();

  app.get("/", (c) => c.redirect("/docs", 302));
  app.get("/favicon.ico", (c) => c.redirect("/favicon.svg", 301));
  app.get("/favicon.svg", (c) =>
    c.body(LOGO_SVG, 200, { "content-type": "image/svg+xml", "cache-control": "public, max-age=86400" }),
  );

  app.get("/docs", async (c) => {
    const locale = localeOf(c);
    const hasBundle = await isThere(deps.assets, c.req.url);
    return c.html(docsPage(locale, { hasBundle }), 200, {
      "content-language": locale,
      "content-security-policy": DOCS_POLICY,
      vary: "Accept-Language",
    });
  });
  app.get("/docs/start.js", (c) => c.body(DOCS_START_JS, 200, { "content-type": "text/javascript" }));
  app.get(BUNDLE_PATH, async (c) => {
    const asset = await deps.assets?.fetch(new Request(c.req.url));
    if (!asset?.ok) return c.notFound();
    const headers = { "content-type": "text/javascript", "cache-control": "public, max-age=3600" };
    return new Response(asset.body, { headers });
  });

  app.get("/receipts", (c) => {
    const locale = localeOf(c);
    return c.html(receiptPage(locale), 200, {
      "content-language": locale,
      "content-security-policy": DOCS_POLICY,
      vary: "Accept-Language",
    });
  });
  app.get("/receipts/verify.js", (c) => c.body(RECEIPT_JS, 200, { "content-type": "text/javascript" }));

  app.get(`${BASE_PATH}/openapi.json`, (c) => {
    const { origin } = new URL(c.req.url);
    const locale = localeOf(c);
    const name = `${locale} ${origin}`;
    const document =
      documents.get(name) ??
      JSON.stringify(openApiDocument(deps.endpoints, { origin, locale, eventTypes: deps.eventTypes }));
    // A handful of origins and two languages; a stranger's Host header must not fill the memory.
    if (documents.size < 16) documents.set(name, document);
    return c.body(document, 200, {
      "content-type": "application/json",
      "content-language": locale,
      vary: "Accept-Language",
      "cache-control": "public, max-age=60",
      // The description is public, and tools in browsers read it; everything else stays same-origin, since
      // tokens belong on servers and not in other people's pages.
      "access-control-allow-origin": "*",
      "cross-origin-resource-policy": "cross-origin",
    });
  });

  app.get("/health", async (c) => {
    const health = await readHealth(deps.probes);
    return succeed(c, health, health.status === "ok" ? 200 : 503);
  });
}

/** `?lang=` chooses before `Accept-Language`. */
function localeOf(c: Context): Locale {
  const asked = c.req.query("lang");
  return asked === "es" || asked === "en" ? asked : c.get("state").locale;
}

async function isThere(assets: PagesDeps["assets"], pageUrl: string): Promise<boolean> {
  const answer = await assets?.fetch(new Request(new URL(BUNDLE_PATH, pageUrl), { method: "HEAD" }));
  return answer?.ok ?? false;
}

/**
 * Scripts only from here, requests only to here: what is typed into the page cannot leave for anywhere else.
 * Styles stay open, because the reference writes style elements of its own without a nonce.
 */
const DOCS_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");
