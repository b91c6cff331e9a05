import { importJWK, jwtVerify, SignJWT } from "jose";
import { publicJwk } from "../../http/tokens/issuers.ts";
import { type Caller, requireScope } from "../../kernel/caller.ts";
import { toInstant } from "../../kernel/clock.ts";
import { EnrollError } from "../../kernel/errors.ts";
import { commit } from "../../records/commit.ts";
import { type Brand, defaultBrand } from "./brand.ts";
import type { BrandingDeps } from "./deps.ts";
import { previewPage } from "./preview-page.ts";
import type { PreviewData } from "./schemas.ts";
import { findBranding, findTenantName } from "./store.ts";

/** Where previews are opened, below the origin. */
export const PREVIEW_PATH = "/v2/enroll/branding/preview";

/** `typ` and `aud`: no other token of ours passes for a preview's link, nor this for another (RFC 8725 §3.11). */
const TYPE = "brand-preview+jwt";
const AUDIENCE = "brand-preview";

/** A link that shows the brand to whoever has it, for a short time. Throws `NOT_FOUND` for an unknown version. */
export async function createPreviewLink(
  deps: BrandingDeps,
  caller: Caller,
  input: { version?: number | undefined; expiresIn: number },
): Promise<PreviewData> {
  requireScope(caller, "admin");
  const { tenantId, subject } = caller;
  const { version, expiresIn } = input;
  if (version !== undefined && !(await findBranding(deps.database, tenantId, version))) {
    throw new EnrollError("NOT_FOUND");
  }
  const expiresAtSeconds = Math.floor(deps.clock() / 1000) + expiresIn;
  const { ISSUER, SIGNING_JWK } = deps.settings;
  const token = await new SignJWT({ tenant: tenantId, ...(version === undefined ? {} : { version }) })
    .setProtectedHeader({ alg: "ES256", kid: SIGNING_JWK.kid, typ: TYPE })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setSubject(subject)
    .setExpirationTime(expiresAtSeconds)
    .sign(await importJWK(SIGNING_JWK, "ES256"));
  const data: PreviewData = {
    object: "branding_preview",
    path: `${PREVIEW_PATH}/${token}`,
    expiresAt: toInstant(expiresAtSeconds * 1000),
  };
  await commit(deps, caller, {
    statements: [],
    audit: [
      { action: "branding.preview", targetType: "branding", targetId: tenantId, details: { expiresIn } },
    ],
    events: [],
    answer: { status: 201, data },
  });
  return data;
}

/** The page behind a link, whose styles carry the nonce; null for a link that is over or was never made here. */
export async function openPreview(deps: BrandingDeps, token: string, nonce: string): Promise<string | null> {
  const of = await readToken(deps, token);
  if (!of) return null;
  const row = await findBranding(deps.database, of.tenantId, of.version);
  if (!row && of.version !== undefined) return null;
  const brand = row
    ? (row.body as unknown as Brand)
    : defaultBrand(await findTenantName(deps.database, of.tenantId));
  return previewPage(brand, nonce);
}

async function readToken(deps: BrandingDeps, token: string) {
  const { ISSUER, SIGNING_JWK } = deps.settings;
  try {
    const { payload } = await jwtVerify(token, await importJWK(publicJwk(SIGNING_JWK), "ES256"), {
      algorithms: ["ES256"],
      typ: TYPE,
      issuer: ISSUER,
      audience: AUDIENCE,
      requiredClaims: ["exp", "sub", "tenant"],
      currentDate: new Date(deps.clock()),
    });
    const { tenant, version } = payload;
    if (typeof tenant !== "string") return null;
    return { tenantId: tenant, version: typeof version === "number" ? version : undefined };
  } catch {
    return null;
  }
}
