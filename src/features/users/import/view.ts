import { toInstant } from "../../../kernel/clock.ts";
import type { ImportRecord } from "./import-store.ts";
import type { ImportData } from "./schemas.ts";

/** An import as its tenant sees it. */
export function viewImport(row: ImportRecord): ImportData {
  const { format, onDuplicate, webhooks, policyId } = row.options;
  return {
    id: row.id,
    object: "import",
    status: row.state,
    format,
    onDuplicate,
    events: webhooks,
    policyId,
    bytes: row.bytes,
    rows: {
      total: row.rowsTotal,
      read: row.rowsRead,
      created: row.created,
      failed: row.failed,
      skipped: row.skipped,
      matched: row.matched,
    },
    percent: row.rowsTotal === 0 ? 0 : Math.floor((row.rowsRead / row.rowsTotal) * 1000) / 10,
    assurance: { notPerformed: ["connector_lookup"] },
    createdAt: toInstant(row.createdAt),
    updatedAt: toInstant(row.updatedAt),
    finishedAt: row.finishedAt === null ? null : toInstant(row.finishedAt),
  };
}
