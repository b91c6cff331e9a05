import { type Purpose, readFor, signFor } from "../../http/tokens/purpose-token.ts";
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

const PREVIEW: Purpose = { type: "brand-preview+jwt", audience: "brand-preview" };

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
  const bearer = { tenantId, subject, expiresAtSeconds };
  const token = await signFor(PREVIEW, deps.settings, bearer, version === undefined ? {} : { version });
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
  const read = await readFor(PREVIEW, deps.settings, token, deps.clock());
  if (!read) return null;
  const { tenantId, claims } = read;
  const version = typeof claims.version === "number" ? claims.version : undefined;
  const row = await findBranding(deps.database, tenantId, version);
  if (!row && version !== undefined) return null;
  const brand = row
    ? (row.body as unknown as Brand)
    : defaultBrand(await findTenantName(deps.database, tenantId));
  return previewPage(brand, nonce);
}
