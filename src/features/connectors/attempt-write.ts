import type { ConnectorFaultCode } from "../../kernel/connector-faults.ts";
import type { Statement } from "../../storage/database.ts";
import type { ConnectorsDeps } from "./deps.ts";
import { faultOf } from "./fault.ts";
import { linkRow, openLink } from "./link.ts";
import { deleteLink, type LinkRow, resolveLink } from "./link-store.ts";
import { openConnector } from "./open-connector.ts";
import type { Connector } from "./port.ts";
import type { ClaimedWrite } from "./write-store.ts";

export interface WriteResult {
  outcome: "written" | "failed" | "absent";
  error: ConnectorFaultCode | null;
  /** What became of the link on the way. */
  statements: Statement[];
}

/**
 * Writes a claimed status to its connector once; a person whom the source could not be asked about when the user was
 * created is looked for first. Never throws for what the source does: that is a result.
 */
export async function attemptWrite(deps: ConnectorsDeps, claimed: ClaimedWrite): Promise<WriteResult> {
  const { link, connector: row, write } = claimed;
  const key = await deps.vault.subjectKey(claimed.tenantId, claimed.userId);
  if (!link || !row || !key) return { outcome: "absent", error: null, statements: [] };
  const { connector } = await openConnector(deps, row);
  try {
    const place = await placeOf(deps, connector, key, link);
    if (place === null) {
      return { outcome: "absent", error: null, statements: [deleteLink(deps.database, link)] };
    }
    const { userId, status, sequence, createdAt } = write;
    await connector.write({ key: place.key, userId, status, sequence, at: createdAt });
    return { outcome: "written", error: null, statements: place.statements };
  } catch (error) {
    return { outcome: "failed", error: faultOf(error).code, statements: [] };
  }
}

async function placeOf(
  deps: ConnectorsDeps,
  connector: Connector,
  subjectKey: CryptoKey,
  link: LinkRow,
): Promise<{ key: string; statements: Statement[] } | null> {
  const content = await openLink(subjectKey, link);
  if ("key" in content) return { key: content.key, statements: [] };
  const record = await connector.find(content.keys);
  if (!record) return null;
  const resolved = await linkRow(subjectKey, link, link.connectorId, record, link.createdAt);
  return { key: record.key, statements: [resolveLink(deps.database, resolved)] };
}
