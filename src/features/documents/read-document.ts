import { type Caller, requireScope } from "../../kernel/caller.ts";
import type { DocumentsDeps } from "./deps.ts";
import { documentView } from "./document-view.ts";
import { loadDocument } from "./load-document.ts";
import type { DocumentData } from "./schemas.ts";
import { findStoredSides } from "./store.ts";

/** A document as it was scanned, with its last validation. */
export async function readDocument(
  deps: DocumentsDeps,
  caller: Caller,
  documentId: string,
): Promise<DocumentData> {
  requireScope(caller, "documents:read");
  const { row, reading, found } = await loadDocument(deps, caller, documentId);
  const stored = await findStoredSides(deps.database, caller.tenantId, documentId);
  return documentView(row, reading, found, stored);
}
