import { type Purpose, readFor, signFor, type TokenSettings } from "../../../http/tokens/purpose-token.ts";

export interface ChallengeSigningDeps {
  settings: TokenSettings;
}

/** What a challenge asked, as whoever shows it to a person can check; a stored row stays the truth. */
export interface ChallengeClaims {
  tenantId: string;
  challengeId: string;
  nonce: string;
  steps: readonly string[];
  flash: readonly string[] | null;
}

const CHALLENGE: Purpose = { type: "liveness-challenge+jwt", audience: "liveness-challenge" };

/** Signs a challenge, so that nothing between us and the camera rewrites it. */
export const signChallenge = (
  { settings }: ChallengeSigningDeps,
  { tenantId, challengeId, nonce, steps, flash }: ChallengeClaims,
  expiresAtSeconds: number,
): Promise<string> =>
  signFor(CHALLENGE, settings, { tenantId, subject: challengeId, expiresAtSeconds }, { nonce, steps, flash });

/** An instant at which no token is over yet. */
const BEFORE_ANY = 0;

/**
 * Which challenge a token is of, and its nonce; null for one that was changed, signed by another, or made for another
 * tenant. Its time is not judged here: the stored challenge tells in the same words whether it is over or used.
 */
export async function readChallengeToken(
  { settings }: ChallengeSigningDeps,
  tenantId: string,
  token: string,
): Promise<{ challengeId: string; nonce: string } | null> {
  const read = await readFor(CHALLENGE, settings, token, BEFORE_ANY);
  if (read?.tenantId !== tenantId || typeof read.claims.nonce !== "string") return null;
  return { challengeId: read.subject, nonce: read.claims.nonce };
}
