import { toInstant } from "../../../kernel/clock.ts";
import type { Database, Statement } from "../../../storage/database.ts";
import { CHANNELS, type Channel } from "../../../storage/tables/messages.ts";
import { findVerified, forgetVerified, type VerifiedRow } from "./store.ts";

interface Indexes {
  emailIndex: string | null;
  phoneIndex: string | null;
}

/** The blind index of the address that a user has now; null without one. */
export const indexOf = (user: Indexes, channel: Channel): string | null =>
  channel === "email" ? user.emailIndex : user.phoneIndex;

/** When a user's present address was verified, in milliseconds since 1970; of an earlier address it says nothing. */
export function verifiedAt(rows: readonly VerifiedRow[], user: Indexes, channel: Channel): number | null {
  const index = indexOf(user, channel);
  const row = rows.find((one) => one.channel === channel && one.contactIndex === index);
  return row?.verifiedAt ?? null;
}

/** Which of a user's present addresses were verified when. */
export async function verifiedContactsOf(
  database: Database,
  user: Indexes & { tenantId: string; id: string },
): Promise<Record<Channel, { verifiedAt: string } | null>> {
  const rows = await findVerified(database, user.tenantId, user.id);
  const shown = (channel: Channel) => {
    const at = verifiedAt(rows, user, channel);
    return at === null ? null : { verifiedAt: toInstant(at) };
  };
  return { email: shown("email"), phone: shown("phone") };
}

/**
 * The statements that forget the verification of addresses that a change takes away: an address that comes back later
 * is to be verified anew.
 */
export const forgetReplaced = (
  database: Database,
  user: Indexes & { tenantId: string; id: string },
  next: Indexes,
): Statement[] =>
  CHANNELS.filter((channel) => indexOf(user, channel) !== indexOf(next, channel)).map((channel) =>
    forgetVerified(database, user.tenantId, user.id, channel, indexOf(next, channel)),
  );
