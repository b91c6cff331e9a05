import type { Caller } from "../../../kernel/caller.ts";
import { openJson, sealJson } from "../../../storage/cipher.ts";
import type { Database, Statement } from "../../../storage/database.ts";
import { fingerprint } from "../lists/fingerprint.ts";
import type { Sensitivity } from "../screening/bands.ts";
import type { Hit } from "../screening/search.ts";
import type { Subject } from "../sought-subject.ts";
import type { SealedSubject } from "../store.ts";
import { type MonitoredRow, putMatch, putMonitored } from "./monitor-store.ts";

const place = (tenantId: string, subjectId: string) => ({
  tenantId,
  subjectId,
  place: "monitored_subjects.subject",
});

export interface MonitoringOrder {
  subject: Subject;
  userId: string | null;
  checkId: string;
  sensitivity: Sensitivity;
  /** null: every list, those too that are loaded later. */
  lists: string[] | null;
  /** What the check found: known from now on, so that only news of it is told. */
  hits: Hit[];
}

/** The statements that put the subject of a check under monitoring, as it was screened. */
export async function startMonitoring(
  deps: { database: Database },
  caller: Caller,
  about: SealedSubject,
  order: MonitoringOrder,
  now: number,
): Promise<Statement[]> {
  const { tenantId } = caller;
  const { subjectId, key } = about;
  const { userId, checkId, sensitivity, lists } = order;
  return [
    putMonitored(deps.database, {
      tenantId,
      subjectId,
      userId,
      checkId,
      subject: await sealJson(key, place(tenantId, subjectId), order.subject),
      livemode: caller.livemode,
      sensitivity,
      lists,
      createdAt: now,
    }),
    ...(await matchStatements(deps.database, { tenantId, subjectId, checkId }, order.hits, now)),
  ];
}

/** The statements that remember which entries a subject was found to be like. */
export async function matchStatements(
  database: Database,
  at: { tenantId: string; subjectId: string; checkId: string },
  hits: readonly Hit[],
  now: number,
): Promise<Statement[]> {
  const statements: Statement[] = [];
  for (const { entity } of hits) {
    const entityHash = await fingerprint(entity);
    statements.push(
      putMatch(database, { ...at, entityId: entity.id, entityHash, state: "open", updatedAt: now }),
    );
  }
  return statements;
}

/** The subject of a monitored row as it was screened. */
export const openMonitored = (key: CryptoKey, row: MonitoredRow): Promise<Subject> =>
  openJson<Subject>(key, place(row.tenantId, row.subjectId), row.subject);
