import { logLine } from "../../kernel/logger.ts";
import type { PrivacyDeps } from "./deps.ts";
import { planErasure } from "./plan-erasure.ts";
import { type ErasedRow, findDue, findErased, setDue } from "./store.ts";

/** Few enough for one run of a cron; the next run takes the rest. */
const SUBJECTS_A_RUN = 100;
/** No request lives this long: what one was storing while its person was erased has come by then. */
export const LATECOMERS_MS = 3_600_000;

/**
 * Deletes the objects of erased people of all tenants; for cron, and safe to run twice. Each subject is looked at
 * at once and again an hour later, for what a request that ran beside the erasure may have stored since.
 * @returns how many subjects it looked at
 */
export async function sweepErased(deps: PrivacyDeps): Promise<number> {
  const due = await findDue(deps.database, deps.clock(), SUBJECTS_A_RUN);
  for (const row of due) {
    try {
      await sweep(deps, row);
    } catch {
      // Stays due. One that fails must not hold up the rest.
      logLine("erasure.unswept", { tenantId: row.tenantId });
    }
  }
  return due.length;
}

/** The same for one subject, right after its erasure. */
export async function sweepSubject(deps: PrivacyDeps, tenantId: string, subjectId: string): Promise<void> {
  const row = await findErased(deps.database, tenantId, subjectId);
  if (row && row.dueAt !== null) await sweep(deps, row);
}

async function sweep(deps: PrivacyDeps, row: ErasedRow): Promise<void> {
  const { tenantId, subjectId } = row;
  await deps.blobs.deleteSubject(tenantId, subjectId);
  const last = row.erasedAt + LATECOMERS_MS;
  const isLast = deps.clock() >= last;
  const done = setDue(deps.database, row, isLast ? null : last);
  if (!isLast || row.receipt === null) {
    await deps.database.batch([done]);
    return;
  }
  // Rows that came late are sealed with a key that is gone, and go as well.
  const late = await planErasure(
    deps,
    { tenantId, userId: subjectId },
    { statements: [], targets: [subjectId], counts: {} },
  );
  await deps.database.batch([done, ...late.statements]);
}
