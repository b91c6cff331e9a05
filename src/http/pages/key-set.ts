import type { Hono } from "hono";
import type { Settings } from "../../env.ts";
import { publicJwk } from "../tokens/issuers.ts";

/** Serves the public key that Enroll's tokens and receipts are checked with (RFC 7517 §5). */
export function mountKeySet(app: Hono, settings: Pick<Settings, "SIGNING_JWK">): void {
  const keySet = { keys: [publicJwk(settings.SIGNING_JWK)] };
  app.get("/.well-known/jwks.json", (c) =>
    c.json(keySet, 200, {
      "content-type": "application/jwk-set+json",
      "cache-control": "public, max-age=300",
      // Public by nature: whoever checks a signature in a browser may read it.
      "access-control-allow-origin": "*",
      "cross-origin-resource-policy": "cross-origin",
    }),
  );
}
