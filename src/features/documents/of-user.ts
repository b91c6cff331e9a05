import type { Caller } from "../../kernel/caller.ts";
import type { RecordsDeps } from "../../records/commit.ts";
import { documentView } from "./document-view.ts";
import { fieldsView } from "./extract.ts";
import { openDocument } from "./load-document.ts";
import type { DocumentData, FieldsData } from "./schemas.ts";
import { findDocumentsOf } from "./store.ts";

/** The documents of a user with their fields, oldest first; for verbs that have asked for a scope. */
export async function documentsOfUser(
  deps: RecordsDeps,
  caller: Caller,
  userId: string,
): Promise<{ document: DocumentData; fields: FieldsData }[]> {
  const { rows, images } = await findDocumentsOf(deps.database, caller.tenantId, userId);
  const documents: { document: DocumentData; fields: FieldsData }[] = [];
  for (const row of rows) {
    const opened = await openDocument(deps, row);
    if (!opened) continue;
    const stored = images.filter(({ documentId }) => documentId === row.id).map(({ side }) => side);
    documents.push({
      document: documentView(row, opened.reading, opened.found, stored),
      fields: fieldsView(opened),
    });
  }
  return documents;
}
