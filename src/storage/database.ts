import type { BatchItem } from "drizzle-orm/batch";
import { drizzle } from "drizzle-orm/d1";
import * as background from "./tables/background.ts";
import * as biometrics from "./tables/biometrics.ts";
import * as branding from "./tables/branding.ts";
import * as connectors from "./tables/connectors.ts";
import * as contacts from "./tables/contacts.ts";
import * as criminal from "./tables/criminal.ts";
import * as documents from "./tables/documents.ts";
import * as imports from "./tables/imports.ts";
import * as largeLists from "./tables/large-lists.ts";
import * as lists from "./tables/lists.ts";
import * as messages from "./tables/messages.ts";
import * as records from "./tables/records.ts";
import * as tenantLists from "./tables/tenant-lists.ts";
import * as tenants from "./tables/tenants.ts";
import * as users from "./tables/users.ts";
import * as webhooks from "./tables/webhooks.ts";

const schema = {
  ...tenants,
  ...users,
  ...documents,
  ...biometrics,
  ...background,
  ...lists,
  ...largeLists,
  ...tenantLists,
  ...records,
  ...webhooks,
  ...connectors,
  ...criminal,
  ...imports,
  ...branding,
  ...messages,
  ...contacts,
};

/** Opens the tables on a D1 binding. */
export function openDatabase(binding: D1Database) {
  return drizzle(binding, { schema });
}

export type Database = ReturnType<typeof openDatabase>;

/** A write that has not been sent: stores return these, `records/commit.ts` sends them as one batch. */
export type Statement = BatchItem<"sqlite">;
