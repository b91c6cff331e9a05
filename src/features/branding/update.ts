import { issueMessage } from "../../i18n/messages.ts";
import { type Caller, requireScope } from "../../kernel/caller.ts";
import { EnrollError } from "../../kernel/errors.ts";
import { commitWithRetry } from "../../records/commit.ts";
import type { Statement } from "../../storage/database.ts";
import { type Brand, IMAGE_PLACES } from "./brand.ts";
import { contrast, LEAST_CONTRAST, readableOn, shownRatio } from "./contrast.ts";
import type { BrandingDeps } from "./deps.ts";
import { keepImage } from "./keep-image.ts";
import type { BrandingData, BrandingInput } from "./schemas.ts";
import { findBranding, insertBranding } from "./store.ts";
import { viewBranding } from "./view.ts";

/**
 * Writes the brand anew, as the next version: what is left out is not kept. With `ifMatch`, only on top of the
 * version that the caller read: throws `PRECONDITION_FAILED` for another. Throws `VALIDATION_FAILED` for colours
 * that are read badly, with the ratio, and the faults of `keepImage`.
 */
export async function updateBranding(
  deps: BrandingDeps,
  caller: Caller,
  input: { body: BrandingInput; ifMatch: string | null },
): Promise<BrandingData> {
  requireScope(caller, "admin");
  const { tenantId } = caller;
  const { body, ifMatch } = input;
  const colors = settleColors(caller, body.colors);
  await requireVersion(deps, tenantId, ifMatch);
  const { images, statements } = await keepImages(deps, caller, body.images);
  const brand: Brand = {
    displayName: body.displayName,
    legalName: body.legalName ?? null,
    colors,
    font: body.font,
    locale: body.locale,
    images,
    links: {
      website: body.links.website ?? null,
      privacy: body.links.privacy ?? null,
      terms: body.links.terms ?? null,
      support: body.links.support ?? null,
    },
    ownDomain: body.ownDomain ?? null,
    senders: {
      email: { name: body.senders.email.name ?? null, replyTo: body.senders.email.replyTo ?? null },
      sms: { name: body.senders.sms.name ?? null },
    },
  };
  return commitWithRetry(deps, caller, async () => {
    const last = await requireVersion(deps, tenantId, ifMatch);
    const now = deps.clock();
    const version = last + 1;
    const row = { tenantId, version, body: { ...brand }, createdBy: caller.subject, createdAt: now };
    const result = viewBranding(brand, version, now);
    return {
      result,
      change: {
        statements: [...statements, insertBranding(deps.database, row, last)],
        audit: [
          { action: "branding.update", targetType: "branding", targetId: tenantId, details: { version } },
        ],
        events: [],
        answer: { status: 200, data: result },
      },
    };
  });
}

async function requireVersion(deps: BrandingDeps, tenantId: string, ifMatch: string | null) {
  const last = (await findBranding(deps.database, tenantId))?.version ?? 0;
  if (ifMatch !== null && ifMatch !== "*" && ifMatch !== `${last}`) {
    throw new EnrollError("PRECONDITION_FAILED");
  }
  return last;
}

/** The colours with what was left out filled in; each that is read against another is read well. */
function settleColors(caller: Caller, sent: BrandingInput["colors"]): Brand["colors"] {
  const { primary, background, text } = sent;
  const colors = {
    primary,
    background,
    text,
    onPrimary: sent.onPrimary ?? readableOn(primary),
    link: sent.link ?? text,
  };
  const pairs = [
    ["text", "background"],
    ["link", "background"],
    ["onPrimary", "primary"],
  ] as const;
  const details = pairs
    .map(([front, behind]) => ({ front, ratio: contrast(colors[front], colors[behind]) }))
    .filter(({ ratio }) => ratio < LEAST_CONTRAST)
    .map(({ front, ratio }) => ({
      field: `colors.${front}`,
      code: "CONTRAST_TOO_LOW",
      message: issueMessage(caller.locale, "CONTRAST_TOO_LOW", shownRatio(ratio)) ?? "",
    }));
  if (details.length > 0) throw new EnrollError("VALIDATION_FAILED", { details });
  return colors;
}

async function keepImages(deps: BrandingDeps, caller: Caller, sent: BrandingInput["images"]) {
  const images: Brand["images"] = { logo: null, icon: null, cover: null };
  const statements: Statement[] = [];
  for (const place of IMAGE_PLACES) {
    const input = sent[place];
    if (!input) continue;
    const kept = await keepImage(deps, caller, input, `images.${place}`);
    images[place] = kept.image;
    statements.push(...kept.statements);
  }
  return { images, statements };
}
