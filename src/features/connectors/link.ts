import { openJson, sealJson } from "../../storage/cipher.ts";
import type { LinkRow } from "./link-store.ts";
import type { LookupKey, RegistryRecord } from "./port.ts";

/** What stands sealed in a link: where the person is, or what to look for. */
export type LinkContent = { key: string } | { keys: LookupKey[] };

interface Owner {
  tenantId: string;
  userId: string;
}

const placeOf = (owner: Owner, connectorId: string) => ({
  tenantId: owner.tenantId,
  subjectId: owner.userId,
  place: `connector_links.sealed/${connectorId}`,
});

/** The row that links a user to a record, or remembers by what to look when the source did not answer. */
export async function linkRow(
  subjectKey: CryptoKey,
  owner: Owner,
  connectorId: string,
  found: RegistryRecord | { unanswered: LookupKey[] },
  at: number,
): Promise<LinkRow> {
  const unresolved = "unanswered" in found;
  const content: LinkContent = unresolved ? { keys: found.unanswered } : { key: found.key };
  return {
    ...owner,
    connectorId,
    state: unresolved ? "unresolved" : "linked",
    matchedBy: unresolved ? null : found.matchedBy,
    sealed: await sealJson(subjectKey, placeOf(owner, connectorId), content),
    createdAt: at,
  };
}

/** Opens what a link holds. */
export const openLink = (subjectKey: CryptoKey, row: LinkRow): Promise<LinkContent> =>
  openJson(subjectKey, placeOf(row, row.connectorId), row.sealed);
