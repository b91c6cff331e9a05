import { type Caller, requireScope } from "../../../kernel/caller.ts";
import { EnrollError } from "../../../kernel/errors.ts";
import { newId } from "../../../kernel/ids.ts";
import { commit } from "../../../records/commit.ts";
import { activePolicy } from "../load-policy.ts";
import { CHUNK_CHARACTERS, CHUNK_ROWS, putChunk } from "./chunk-store.ts";
import { dropReceived } from "./clear.ts";
import { decodeText } from "./decode-text.ts";
import type { ImportDeps } from "./deps.ts";
import { type ImportRecord, insertImport, queueImport } from "./import-store.ts";
import { readRows } from "./read-rows.ts";
import { unreadable } from "./row.ts";
import type { ImportData, ImportQuery } from "./schemas.ts";
import { viewImport } from "./view.ts";

/** Some 300,000 people; what is larger comes in parts, so that one file's failure is not a country's. */
export const MAX_IMPORT_BYTES = 50 * 1024 * 1024;
/** Rows of a few letters each: as many people as a file of that size can hold with a name. */
const MAX_ROWS = 500_000;

const FORMATS: Record<string, "csv" | "ndjson"> = {
  "text/csv": "csv",
  "application/csv": "csv",
  "application/x-ndjson": "ndjson",
  "application/ndjson": "ndjson",
  "application/jsonl": "ndjson",
};

export interface SentFile {
  contentType: string;
  bytes: AsyncIterable<Uint8Array>;
}

/**
 * Takes a file of users in, piece by piece and sealed, and leaves the creation to a worker. What makes the whole
 * unreadable is refused at once, and then nothing of it is kept: a type or encoding that is not known
 * (`UNSUPPORTED_MEDIA`, `ENCODING_NOT_UTF8`), an unknown column, a quote that never closes, no rows, too much of it
 * (`PAYLOAD_TOO_LARGE`, `TOO_MANY`). What is wrong with a single row is told by the import's errors.
 */
export async function receiveImport(
  deps: ImportDeps,
  caller: Caller,
  file: SentFile,
  query: ImportQuery,
): Promise<ImportData> {
  requireScope(caller, "users:write");
  const { tenantId } = caller;
  const format = formatOf(file.contentType);
  if (!(await activePolicy(deps, tenantId, query.policyId))) throw unreadable("policyId", "INVALID_CHOICE");
  const now = deps.clock();
  const row: ImportRecord = {
    tenantId,
    id: newId("imp"),
    state: "receiving",
    options: {
      format,
      onDuplicate: query.onDuplicate,
      webhooks: query.events === "true",
      policyId: query.policyId,
    },
    createdBy: caller.subject,
    requestId: caller.requestId,
    locale: caller.locale,
    ...{ bytes: 0, rowsTotal: 0, chunks: 0, nextChunk: 0 },
    ...{ rowsRead: 0, created: 0, failed: 0, skipped: 0, matched: 0, failures: 0, leaseUntil: 0 },
    createdAt: now,
    updatedAt: now,
    finishedAt: null,
    clearedAt: null,
  };
  const { key, statement } = await deps.vault.newSubjectKey(tenantId, row.id);
  await deps.database.batch([statement, insertImport(deps.database, row)] as never);
  try {
    const received = await keepChunks(deps, row, key, file);
    const data = viewImport({ ...row, ...received, state: "queued" });
    await commit(deps, caller, {
      statements: [queueImport(deps.database, row, received, deps.clock())],
      audit: [
        {
          action: "import.create",
          targetType: "import",
          targetId: row.id,
          details: { format, rows: received.rowsTotal, bytes: received.bytes },
        },
      ],
      events: [],
      answer: { status: 202, data },
    });
    deps.requestImport({ tenantId, importId: row.id });
    return data;
  } catch (error) {
    await dropReceived(deps, row);
    throw error;
  }
}

function formatOf(contentType: string): "csv" | "ndjson" {
  const [mediaType = "", ...parameters] = contentType.toLowerCase().split(";");
  const format = FORMATS[mediaType.trim()];
  if (!format) throw new EnrollError("UNSUPPORTED_MEDIA");
  const charset = parameters.map((part) => /^\s*charset="?([^"]*)"?\s*$/.exec(part)?.[1]).find(Boolean);
  if (charset !== undefined && charset !== "utf-8" && charset !== "utf8" && charset !== "us-ascii") {
    throw unreadable("Content-Type", "ENCODING_NOT_UTF8");
  }
  return format;
}

/** Reads the file to its end; at no time more than two chunks of it are in memory. */
async function keepChunks(deps: ImportDeps, row: ImportRecord, key: CryptoKey, file: SentFile) {
  const { tenantId, id: importId } = row;
  let bytes = 0;
  let rowsTotal = 0;
  let chunks = 0;
  let rows: string[] = [];
  let characters = 0;
  let storing: Promise<void> = Promise.resolve();
  async function* counted() {
    for await (const piece of file.bytes) {
      bytes += piece.byteLength;
      if (bytes > MAX_IMPORT_BYTES) throw new EnrollError("PAYLOAD_TOO_LARGE");
      yield piece;
    }
  }
  const flush = async () => {
    const json = `[${rows.join(",")}]`;
    rows = [];
    characters = 0;
    await storing;
    storing = putChunk(deps.blobs, key, { tenantId, importId, chunk: chunks++ }, json);
    // Awaited before the next is stored; a failure in between must not count as unhandled.
    storing.catch(() => undefined);
  };
  for await (const group of readRows(row.options.format, decodeText(counted()))) {
    for (const one of group) {
      const json = JSON.stringify(one);
      if (rows.length === CHUNK_ROWS || (rows.length > 0 && characters + json.length > CHUNK_CHARACTERS)) {
        await flush();
      }
      rows.push(json);
      characters += json.length;
      rowsTotal += 1;
      if (rowsTotal > MAX_ROWS) throw unreadable("rows", "TOO_MANY");
    }
  }
  if (rowsTotal === 0) throw unreadable("", "NO_ROWS");
  if (rows.length > 0) await flush();
  await storing;
  return { bytes, rowsTotal, chunks };
}
