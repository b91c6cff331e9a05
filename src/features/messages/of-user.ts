import * as z from "zod";
import { instant } from "../../http/fields.ts";
import { toInstant } from "../../kernel/clock.ts";
import type { Erasure } from "../../records/erasure.ts";
import type { Database } from "../../storage/database.ts";
import { deleteMessagesOf, messagesOf } from "./store.ts";

/** A message to a person, for the export of what is kept about them; what it said is kept until it was sent alone. */
export const messageData = z.object({
  id: z.string(),
  channel: z.enum(["email", "phone"]),
  state: z.enum(["pending", "claimed", "sent", "dead", "dropped"]),
  createdAt: instant,
  sentAt: instant.nullable(),
});

/** Which messages a person was sent. */
export async function messagesOfPerson(
  deps: { database: Database },
  tenantId: string,
  userId: string,
): Promise<z.input<typeof messageData>[]> {
  const rows = await messagesOf(deps.database, tenantId, userId);
  return rows.map(({ id, channel, state, createdAt, sentAt }) => ({
    id,
    channel,
    state,
    createdAt: toInstant(createdAt),
    sentAt: sentAt === null ? null : toInstant(sentAt),
  }));
}

/** What it takes to forget a person's messages; those that wait are not sent any more. */
export async function eraseMessages(
  deps: { database: Database },
  tenantId: string,
  userId: string,
): Promise<Erasure> {
  const rows = await messagesOf(deps.database, tenantId, userId);
  return {
    statements: [deleteMessagesOf(deps.database, tenantId, userId)],
    targets: [],
    pictures: [],
    counts: { messages: rows.length },
  };
}
