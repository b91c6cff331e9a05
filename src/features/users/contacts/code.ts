import { utf8 } from "../../../kernel/bytes.ts";
import type { Vault } from "../../../storage/vault.ts";

/** Six digits are what people copy without an error; five tries and short life make them enough. */
const CODES = 1_000_000;
/** Long enough for a slow mail, short enough that a stolen telephone is noticed. */
export const CODE_LIFE_MS = 10 * 60_000;
/** One in 200,000 guesses right by chance. */
export const MAX_TRIES = 5;

const WORDS = 2 ** 32;
/** The largest multiple of a million that 32 bits hold: what is drawn above it would favour small codes. */
const FAIR = WORDS - (WORDS % CODES);

const randomWord = (): number => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;

/** Six random digits, each code as likely as any other. `draw` gives 32 random bits as a number. */
export function newCode(draw: () => number = randomWord): string {
  let word = draw();
  while (word >= FAIR) word = draw();
  return `${word % CODES}`.padStart(6, "0");
}

/**
 * What is kept of a code: an HMAC with the installation's key, since a million codes are tried against a mere hash in
 * a moment. The id of the code is in it, so that it speaks of no other, and the tenant by the index itself.
 */
export const macOf = (vault: Vault, tenantId: string, codeId: string, code: string): Promise<string> =>
  vault.blindIndex(tenantId, "contact_codes.mac", `${codeId}|${code}`);

/** Whether two MACs are the same, in a time that does not tell where they differ. */
export const sameMac = (one: string, other: string): boolean =>
  one.length === other.length && crypto.subtle.timingSafeEqual(utf8(one), utf8(other));
