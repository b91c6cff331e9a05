import { type Caller, requireScope } from "../../kernel/caller.ts";
import { toInstant } from "../../kernel/clock.ts";
import { commit } from "../../records/commit.ts";
import { checksOfUser } from "../background/of-user.ts";
import { biometricsOfUser } from "../biometrics/of-user.ts";
import { linksOfPerson } from "../connectors/of-user.ts";
import { documentsOfUser } from "../documents/of-user.ts";
import { messagesOfPerson } from "../messages/of-user.ts";
import { readStatus, readUser } from "../users/read.ts";
import { readTimeline } from "../users/timeline.ts";
import type { PrivacyDeps } from "./deps.ts";
import { type ExportData, NOT_INCLUDED } from "./schemas.ts";

/**
 * All that is kept about a person, as one JSON (GDPR art. 15 and 20; Ley 1581 art. 8): opened, as the person told it
 * and as checks found it. Pictures are told by hash, faces without their templates; what is left out is named. It
 * asks for every scope that its parts would need, and leaves an audit entry. Throws `NOT_FOUND`.
 */
export async function exportUser(deps: PrivacyDeps, caller: Caller, userId: string): Promise<ExportData> {
  requireScope(caller, "users:read");
  requireScope(caller, "documents:read");
  requireScope(caller, "biometrics:read");
  requireScope(caller, "background:read");
  const { tenantId } = caller;
  const user = await readUser(deps, caller, userId);
  const { checks, decision, assurance } = await readStatus(deps, caller, userId);
  const data: ExportData = {
    userId,
    object: "export",
    exportedAt: toInstant(deps.clock()),
    user,
    checks,
    decision,
    assurance,
    documents: await documentsOfUser(deps, caller, userId),
    biometrics: await biometricsOfUser(deps, tenantId, userId),
    connectorLinks: await linksOfPerson(deps, tenantId, userId),
    backgroundChecks: await checksOfUser(deps, caller, userId),
    messages: await messagesOfPerson(deps, tenantId, userId),
    events: await allEvents(deps, caller, userId),
    notIncluded: [...NOT_INCLUDED],
  };
  await commit(deps, caller, {
    statements: [],
    audit: [
      {
        action: "user.export",
        targetType: "user",
        targetId: userId,
        details: { documents: data.documents.length, backgroundChecks: data.backgroundChecks.length },
      },
    ],
    events: [],
    answer: { status: 200, data },
  });
  return data;
}

async function allEvents(deps: PrivacyDeps, caller: Caller, userId: string): Promise<ExportData["events"]> {
  const events: ExportData["events"] = [];
  let cursor: string | undefined;
  do {
    const page = await readTimeline(deps, caller, { userId, limit: 100, cursor });
    events.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return events.reverse();
}
