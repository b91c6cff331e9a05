import type { Caller } from "../../kernel/caller.ts";
import { EnrollError } from "../../kernel/errors.ts";
import type { RecordsDeps } from "../../records/commit.ts";
import { type Interpretation, interpret } from "./interpret.ts";
import { type DocumentRow, findDocument } from "./store.ts";
import { openReading, type StoredReading } from "./stored-reading.ts";

/** A document with its reading opened. */
export interface OpenedDocument {
  row: DocumentRow;
  reading: StoredReading;
  found: Interpretation;
}

/** Opens a document. Throws `NOT_FOUND` for an unknown id, a foreign one, and one whose person was erased. */
export async function loadDocument(deps: RecordsDeps, caller: Caller, id: string): Promise<OpenedDocument> {
  const row = await findDocument(deps.database, caller.tenantId, id);
  const opened = row && (await openDocument(deps, row));
  if (!opened) throw new EnrollError("NOT_FOUND");
  return opened;
}

/** Opens a row; null when its person was erased. */
export async function openDocument(deps: RecordsDeps, row: DocumentRow): Promise<OpenedDocument | null> {
  const key = await deps.vault.subjectKey(row.tenantId, row.subjectId);
  if (!key) return null;
  const reading = await openReading(key, row.tenantId, row.subjectId, row.reading);
  return { row, reading, found: interpret(reading.sides, row.createdAt) };
}
