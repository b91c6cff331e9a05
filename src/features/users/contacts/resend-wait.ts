const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** What limits look back on. */
export const LOOK_BACK_MS = 24 * HOUR;

interface Limit {
  most: number;
  withinMs: number;
}

/**
 * To one address, whichever users carry it: nobody is flooded, and a guesser has 50 tries a day at one in a million.
 * Text messages cost money too.
 */
const TO_CONTACT: readonly Limit[] = [
  { most: 1, withinMs: MINUTE },
  { most: 5, withinMs: HOUR },
  { most: 10, withinMs: LOOK_BACK_MS },
];
/** For one user, to whichever addresses: nobody tries telephones one after the other. */
const FOR_USER: readonly Limit[] = [
  { most: 10, withinMs: HOUR },
  { most: 20, withinMs: LOOK_BACK_MS },
];

/**
 * Milliseconds until another code may be sent; 0: now. The instants are those of codes sent, in milliseconds since
 * 1970, in any order.
 */
export function resendWaitMs(sent: { toContact: number[]; forUser: number[] }, now: number): number {
  return Math.max(
    0,
    ...TO_CONTACT.map((limit) => waitFor(limit, sent.toContact, now)),
    ...FOR_USER.map((limit) => waitFor(limit, sent.forUser, now)),
  );
}

/** Until so many have left the window that one fewer than the limit is in it. */
function waitFor({ most, withinMs }: Limit, sent: number[], now: number): number {
  const within = sent.filter((at) => at > now - withinMs).sort((a, b) => a - b);
  const leaves = within[within.length - most];
  return leaves === undefined ? 0 : leaves + withinMs - now;
}
