import { type Purpose, readFor, signFor, type TokenSettings } from "../../http/tokens/purpose-token.ts";
import type { Clock } from "../../kernel/clock.ts";
import { type PictureOf, pictureOf } from "./schemas.ts";

export interface LinkSigningDeps {
  clock: Clock;
  settings: TokenSettings;
}

/** What a link opens, and who asked for it. */
export interface LinkClaims {
  tenantId: string;
  subject: string;
  picture: PictureOf;
}

const LINK: Purpose = { type: "picture-link+jwt", audience: "picture" };

/** Signs what a link opens and until when. */
export const signLink = (
  deps: LinkSigningDeps,
  { tenantId, subject, picture }: LinkClaims,
  expiresAtSeconds: number,
): Promise<string> => signFor(LINK, deps.settings, { tenantId, subject, expiresAtSeconds }, { picture });

/** What a link opens; null for one that was changed, signed by another, or is over. */
export async function readLink(deps: LinkSigningDeps, token: string): Promise<LinkClaims | null> {
  const read = await readFor(LINK, deps.settings, token, deps.clock());
  const picture = pictureOf.safeParse(read?.claims.picture);
  if (!read || !picture.success) return null;
  return { tenantId: read.tenantId, subject: read.subject, picture: picture.data };
}
