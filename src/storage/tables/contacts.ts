import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { CHANNELS } from "./messages.ts";

/** One-time codes sent to a person's mail address or telephone; kept for a day, since limits look back that far. */
export const contactCodes = sqliteTable(
  "contact_codes",
  {
    tenantId: text("tenant_id").notNull(),
    id: text("id").notNull(),
    userId: text("user_id").notNull(),
    channel: text("channel", { enum: CHANNELS }).notNull(),
    /** The blind index of the address the code was sent to: it verifies this one and no other. */
    contactIndex: text("contact_index").notNull(),
    /** HMAC of the code, with this row's id. */
    mac: text("mac").notNull(),
    tries: integer("tries").notNull(),
    // NOT NULL on purpose: a write against a stale state sets NULL, which aborts the whole batch.
    state: text("state", { enum: ["pending", "used", "superseded"] }).notNull(),
    messageId: text("message_id").notNull(),
    createdAt: integer("created_at").notNull(),
    expiresAt: integer("expires_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("contact_codes_user").on(t.tenantId, t.userId, t.createdAt),
    index("contact_codes_contact").on(t.tenantId, t.contactIndex, t.createdAt),
    // Does not lead with the tenant: the purge looks for old rows of all tenants.
    index("contact_codes_created").on(t.createdAt),
  ],
);

/** Which address of a person was verified when; speaks of the address by its blind index alone. */
export const verifiedContacts = sqliteTable(
  "verified_contacts",
  {
    tenantId: text("tenant_id").notNull(),
    userId: text("user_id").notNull(),
    channel: text("channel", { enum: CHANNELS }).notNull(),
    contactIndex: text("contact_index").notNull(),
    verifiedAt: integer("verified_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.userId, t.channel] })],
);
