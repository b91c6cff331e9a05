import type { Statement } from "../../storage/database.ts";
import type { ConnectorsDeps } from "./deps.ts";
import type { Found } from "./find-person.ts";
import { linkRow } from "./link.ts";
import { insertLink } from "./link-store.ts";

/**
 * The statements that link a new user to each record found; where a source did not answer, what to look by is kept,
 * so that the person is looked for again before the first write-back.
 */
export async function linkStatements(
  deps: Pick<ConnectorsDeps, "database">,
  subjectKey: CryptoKey,
  owner: { tenantId: string; userId: string },
  found: readonly Found[],
  at: number,
): Promise<Statement[]> {
  const statements: Statement[] = [];
  for (const { connectorId, record, fault, keys } of found) {
    const content = record ?? (fault === null ? null : { unanswered: keys });
    if (content === null) continue;
    statements.push(insertLink(deps.database, await linkRow(subjectKey, owner, connectorId, content, at)));
  }
  return statements;
}
