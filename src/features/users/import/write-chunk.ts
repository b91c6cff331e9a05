import { commitSet } from "../../../records/commit-set.ts";
import type { Database, Statement } from "../../../storage/database.ts";
import { insertSet } from "../../../storage/insert-set.ts";
import { importErrors } from "../../../storage/tables/imports.ts";
import { subjectKeys } from "../../../storage/tables/tenants.ts";
import { consents, userIdentifiers, users } from "../../../storage/tables/users.ts";
import { isExternalIdTaken } from "../admit.ts";
import type { UsersDeps } from "../deps.ts";
import { creationRecords } from "../new-user.ts";
import { findTaken } from "./find-taken.ts";
import { advanceImport, type ImportErrorRow, type ImportRecord } from "./import-store.ts";
import type { PreparedChunk, ReadyRow } from "./prepare-chunk.ts";

/** Somebody else may take an external id between the look and the write; not often twice. */
const MAX_ROUNDS = 5;

/**
 * Writes a chunk's users, their records and what was wrong with the others as one batch, led by the import's progress:
 * either all of it is written and counted, or nothing. Throws `CONFLICT` when the chunk was written before, or the
 * import was canceled.
 */
export async function writeChunk(deps: UsersDeps, record: ImportRecord, chunk: PreparedChunk): Promise<void> {
  for (let round = 1; ; round++) {
    try {
      await writeOnce(deps, record, chunk);
      return;
    } catch (error) {
      if (round === MAX_ROUNDS || !isExternalIdTaken(error)) throw error;
    }
  }
}

async function writeOnce(deps: UsersDeps, record: ImportRecord, chunk: PreparedChunk): Promise<void> {
  const { tenantId } = record;
  const { userOf, carried } = await findTaken(deps.database, tenantId, {
    externalIds: chunk.ready.flatMap(({ user }) => user.row.externalId ?? []),
    blindIndexes: chunk.ready.flatMap(({ user }) => user.identifiers.map(({ blindIndex }) => blindIndex)),
  });
  const written: ReadyRow[] = [];
  const matched: boolean[] = [];
  const errors: ImportErrorRow[] = [];
  const report = (
    row: number,
    at: number,
    finding: Omit<ImportErrorRow, "tenantId" | "importId" | "row" | "at">,
  ) => errors.push({ tenantId, importId: record.id, row, at, ...finding });
  for (const ready of chunk.ready) {
    const { externalId, id } = ready.user.row;
    const holder = externalId === null ? undefined : userOf.get(externalId);
    if (holder !== undefined) {
      const outcome = record.options.onDuplicate === "skip" ? ("skipped" as const) : ("failed" as const);
      report(ready.row, 0, {
        outcome,
        field: "externalId",
        code: "EXTERNAL_ID_TAKEN",
        bound: null,
        userId: holder,
      });
      continue;
    }
    // What stands earlier in the same file counts as what stands in the database.
    if (externalId !== null) userOf.set(externalId, id);
    const indexes = ready.user.identifiers.map(({ blindIndex }) => blindIndex);
    written.push(ready);
    matched.push(indexes.some((index) => carried.has(index)));
    for (const index of indexes) carried.add(index);
  }
  const skipped = errors.filter(({ outcome }) => outcome === "skipped").length;
  const counts = {
    read: chunk.read,
    created: written.length,
    failed: chunk.read - written.length - skipped,
    skipped,
    matched: matched.filter(Boolean).length,
  };
  for (const { row, findings } of chunk.refused) {
    findings.forEach(({ field, code, bound = null }, at) => {
      report(row, at, { outcome: "failed", field, code, bound, userId: null });
    });
  }
  const records = written.map(({ user }, at) => creationRecords(user.row, matched[at] ?? false));
  const now = deps.clock();
  await commitSet(
    deps,
    { tenantId, subject: record.createdBy, requestId: record.requestId },
    {
      statements: [
        ...advanceImport(deps.database, record, counts, now),
        ...rowsOf(deps.database, tenantId, written, now),
        ...(errors.length > 0 ? [insertSet(deps.database, importErrors, errors)] : []),
      ],
      audit: records.map(({ audit }) => audit),
      firstEvents: records.map(({ event }) => event),
      deliver: record.options.webhooks,
    },
  );
}

function rowsOf(
  database: Database,
  tenantId: string,
  written: readonly ReadyRow[],
  now: number,
): Statement[] {
  if (written.length === 0) return [];
  const keys = written.map(({ user, wrappedKey }) => ({
    tenantId,
    subjectId: user.row.id,
    wrappedKey,
    createdAt: now,
  }));
  const identifiers = written.flatMap(({ user }) => user.identifiers);
  const given = written.flatMap(({ user }) => user.consents);
  // Users of one policy have one decision, which then travels once.
  const byPolicy = Map.groupBy(written, ({ user }) => `${user.row.policyId} ${user.row.policyVersion}`);
  return [
    insertSet(database, subjectKeys, keys),
    ...[...byPolicy.values()].map((group) =>
      insertSet(
        database,
        users,
        group.map(({ user }) => user.row),
      ),
    ),
    ...(identifiers.length > 0 ? [insertSet(database, userIdentifiers, identifiers)] : []),
    ...(given.length > 0 ? [insertSet(database, consents, given)] : []),
  ];
}
