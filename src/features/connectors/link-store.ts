import { and, asc, eq, sql } from "drizzle-orm";
import type { Database, Statement } from "../../storage/database.ts";
import { connectorLinks, connectors, connectorWrites } from "../../storage/tables/connectors.ts";

export type LinkRow = typeof connectorLinks.$inferSelect;
export type WriteRow = typeof connectorWrites.$inferSelect;

const ofUser = (tenantId: string, userId: string) => ({
  link: and(eq(connectorLinks.tenantId, tenantId), eq(connectorLinks.userId, userId)),
  write: and(eq(connectorWrites.tenantId, tenantId), eq(connectorWrites.userId, userId)),
});

export const insertLink = (database: Database, row: LinkRow): Statement =>
  database.insert(connectorLinks).values(row);

/** A user's links with the connector's name and the newest status's delivery. */
export function linksOfUser(database: Database, tenantId: string, userId: string) {
  return database
    .select({ link: connectorLinks, name: connectors.name, write: connectorWrites })
    .from(connectorLinks)
    .leftJoin(
      connectors,
      and(eq(connectors.tenantId, tenantId), eq(connectors.id, connectorLinks.connectorId)),
    )
    .leftJoin(
      connectorWrites,
      and(ofUser(tenantId, userId).write, eq(connectorWrites.connectorId, connectorLinks.connectorId)),
    )
    .where(ofUser(tenantId, userId).link)
    .orderBy(asc(connectorLinks.createdAt), asc(connectorLinks.connectorId));
}

/** The statements that forget a user at every connector, for the statuses still to be written too. */
export const deleteLinksOf = (database: Database, tenantId: string, userId: string): Statement[] => [
  database.delete(connectorLinks).where(ofUser(tenantId, userId).link),
  database.delete(connectorWrites).where(ofUser(tenantId, userId).write),
];

/**
 * Turns a link that was not resolved into one that is; nothing happens where it is gone, so that an erased person
 * does not come back.
 */
export const resolveLink = (database: Database, row: LinkRow): Statement =>
  database
    .update(connectorLinks)
    .set({ state: "linked", matchedBy: row.matchedBy, sealed: row.sealed })
    .where(
      and(
        ofUser(row.tenantId, row.userId).link,
        eq(connectorLinks.connectorId, row.connectorId),
        sql`${connectorLinks.state} = 'unresolved'`,
      ),
    );

/** Removes one link: the person is not there. */
export const deleteLink = (database: Database, row: LinkRow): Statement =>
  database
    .delete(connectorLinks)
    .where(and(ofUser(row.tenantId, row.userId).link, eq(connectorLinks.connectorId, row.connectorId)));
