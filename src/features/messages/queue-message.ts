import { newId } from "../../kernel/ids.ts";
import { openJson, sealJson } from "../../storage/cipher.ts";
import type { Database, Statement } from "../../storage/database.ts";
import type { Channel } from "../../storage/tables/messages.ts";
import type { MessagesDeps } from "./deps.ts";
import type { MessageContent } from "./port.ts";
import { senderOf } from "./senders.ts";
import { dropMessages, insertMessage, type MessageRow } from "./store.ts";

interface Owner {
  tenantId: string;
  userId: string;
}

const place = ({ tenantId, userId }: Owner, id: string) => ({
  tenantId,
  subjectId: userId,
  place: `messages.content/${id}`,
});

/**
 * The statement that makes a message due, for the batch of the change that causes it: a message without its cause, or
 * a cause without its message, cannot exist. It is sealed with the person's key until it was sent.
 */
export async function queueMessage(
  database: Database,
  key: CryptoKey,
  owner: Owner,
  message: { channel: Channel; content: MessageContent; expiresAt: number },
  now: number,
): Promise<{ id: string; statement: Statement }> {
  const id = newId("msg");
  const statement = insertMessage(database, {
    ...owner,
    id,
    channel: message.channel,
    content: await sealJson(key, place(owner, id), message.content),
    state: "pending",
    attempts: 0,
    nextAt: now,
    leaseUntil: 0,
    lastError: null,
    expiresAt: message.expiresAt,
    createdAt: now,
    sentAt: null,
  });
  return { id, statement };
}

/** The statement that takes back what still waits: a later message says something else. */
export const withdrawMessages = (
  database: Database,
  tenantId: string,
  ids: readonly string[],
): Statement[] => (ids.length === 0 ? [] : [dropMessages(database, tenantId, ids)]);

/** Whether a tenant has anybody who sends by a channel. */
export const canSend = async (deps: MessagesDeps, tenantId: string, channel: Channel): Promise<boolean> =>
  (await senderOf(deps, tenantId, channel)) !== null;

/** What a waiting message says. */
export const openMessage = (key: CryptoKey, row: MessageRow, content: string): Promise<MessageContent> =>
  openJson(key, place(row, row.id), content);
