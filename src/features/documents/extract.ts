import { type Caller, requireScope } from "../../kernel/caller.ts";
import { commit } from "../../records/commit.ts";
import type { DocumentsDeps } from "./deps.ts";
import { candidates } from "./fields/candidates.ts";
import { mergeFields } from "./fields/merge.ts";
import { loadDocument, type OpenedDocument } from "./load-document.ts";
import { prepareScan } from "./prepare-scan.ts";
import type { ExtractInput, FieldsData } from "./schemas.ts";

/** Every field of a document: of one that was scanned, or of pictures, which are then scanned and stored first. */
export async function extractFields(
  deps: DocumentsDeps,
  caller: Caller,
  input: ExtractInput,
): Promise<FieldsData> {
  requireScope(caller, "documents:write");
  const { images } = input;
  const scanned = images ? await prepareScan(deps, caller, { ...input, images }) : null;
  const document = scanned ?? (await loadDocument(deps, caller, input.documentId ?? ""));
  const data = fieldsView(document);
  const { id, userId } = document.row;
  await commit(deps, caller, {
    statements: scanned?.statements ?? [],
    audit: [
      ...(scanned ? [scanned.audit] : []),
      {
        action: "document.extract",
        targetType: "document",
        targetId: id,
        details: { fields: Object.keys(data.fields).length, conflicts: data.conflicts.length },
      },
    ],
    events: [
      ...(scanned ? [scanned.event] : []),
      {
        type: "document.extracted",
        userId,
        object: { id, userId, conflicts: data.conflicts.length, missing: data.missing },
      },
    ],
    answer: { status: 200, data },
  });
  return data;
}

/** The fields of an opened document as its reader sees them. */
export function fieldsView({ row, reading, found }: OpenedDocument): FieldsData {
  const { fields, conflicts, missing } = mergeFields(candidates(found), found.documentType);
  return {
    documentId: row.id,
    object: "document_fields",
    documentType: found.documentType,
    issuingCountry: found.issuingCountry,
    fields: Object.fromEntries(
      Object.entries(fields).map(([name, { value, raw, confidence, source, checkDigit, region }]) => [
        name,
        { value, raw, confidence, source, checkDigit, region },
      ]),
    ),
    conflicts,
    missing,
    assurance: { notPerformed: reading.notPerformed },
  };
}
