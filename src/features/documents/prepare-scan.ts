import type { Caller } from "../../kernel/caller.ts";
import { EnrollError } from "../../kernel/errors.ts";
import { newId } from "../../kernel/ids.ts";
import type { AuditEntry } from "../../records/audit.ts";
import type { EventDraft } from "../../records/event-types.ts";
import type { Statement } from "../../storage/database.ts";
import type { Vault } from "../../storage/vault.ts";
import { acceptImage } from "../uploads/accept-image.ts";
import { planAdvance } from "../users/advance.ts";
import type { DocumentsDeps } from "./deps.ts";
import { documentView } from "./document-view.ts";
import { type Interpretation, interpret } from "./interpret.ts";
import type { OpenedDocument } from "./load-document.ts";
import { readPictures, type SidePicture } from "./read-pictures.ts";
import type { DocumentData, ScanInput } from "./schemas.ts";
import { insertDocument, insertDocumentImage } from "./store.ts";
import { sealReading } from "./stored-reading.ts";

export interface PreparedScan extends OpenedDocument {
  data: DocumentData;
  statements: Statement[];
  audit: AuditEntry;
  event: EventDraft;
}

/**
 * Reads the pictures of a document and stores them sealed; what remains is one batch for the calling verb to
 * commit. Nothing is written before every picture was accepted and read. Pictures in R2 whose batch then fails
 * belong to no row and are swept.
 */
export async function prepareScan(
  deps: DocumentsDeps,
  caller: Caller,
  input: ScanInput,
): Promise<PreparedScan> {
  const { tenantId } = caller;
  const userId = input.userId ?? null;
  // Wanted for its refusals alone: an unknown person and an enrolment that is over end here.
  if (userId) await planAdvance(deps, caller, userId, []);
  const pictures: SidePicture[] = [];
  for (const [at, image] of input.images.entries()) {
    const accepted = await acceptImage(deps, caller, image, `images.${at}`);
    pictures.push({ ...accepted, side: image.side, field: `images.${at}.data` });
  }
  // The front first: the portrait is looked for until it is found.
  pictures.sort((one, other) => other.side.localeCompare(one.side));
  const reading = await readPictures(deps, pictures, {
    documentType: input.documentType === "auto" ? null : input.documentType,
    issuingCountry: input.issuingCountry ?? null,
  });
  const createdAt = deps.clock();
  const found = interpret(reading.sides, createdAt);

  const id = newId("doc");
  const subjectId = userId ?? id;
  const { key, statements: keyStatements } = await keyOf(deps.vault, tenantId, subjectId, userId !== null);
  const view = { id, userId, validation: null, createdAt };
  const data = documentView(view, reading, found);
  const images: Statement[] = [];
  for (const { side, bytes, sha256, mimeType } of pictures) {
    const at = { tenantId, subjectId, kind: "document", name: `${id}/${side}` } as const;
    const blobKey = await deps.blobs.put(at, key, bytes);
    const row = { tenantId, documentId: id, side, sha256, blobKey, mimeType, createdAt };
    images.push(insertDocumentImage(deps.database, row));
  }
  const row = {
    tenantId,
    subjectId,
    ...view,
    status: data.status,
    documentType: found.documentType,
    issuingCountry: found.issuingCountry,
    format: found.format,
    reading: await sealReading(key, tenantId, subjectId, reading),
    numberIndex: await numberIndexOf(deps.vault, tenantId, found),
    updatedAt: createdAt,
  };
  const told = {
    status: data.status,
    documentType: found.documentType,
    issuingCountry: found.issuingCountry,
  };
  return {
    row,
    reading,
    found,
    data,
    statements: [...keyStatements, insertDocument(deps.database, row), ...images],
    audit: {
      action: "document.scan",
      targetType: "document",
      targetId: id,
      details: { ...told, userId, pictures: pictures.length },
    },
    event: {
      type: data.status === "completed" ? "document.scanned" : "document.failed",
      userId,
      // Thin: not even the type or country of a document leaves by a webhook.
      object: { id, userId, status: data.status, reasons: data.reasons },
    },
  };
}

async function keyOf(vault: Vault, tenantId: string, subjectId: string, exists: boolean) {
  if (!exists) {
    const { key, statement } = await vault.newSubjectKey(tenantId, subjectId);
    return { key, statements: [statement] };
  }
  const key = await vault.subjectKey(tenantId, subjectId);
  if (!key) throw new EnrollError("NOT_FOUND");
  return { key, statements: [] };
}

/** Only a number that was proven is indexed: a misread one would accuse a stranger of sharing it. */
async function numberIndexOf(vault: Vault, tenantId: string, found: Interpretation): Promise<string | null> {
  const { mrz, barcodes, documentType } = found;
  const barcode = barcodes.find(({ parsed }) => parsed.fields.documentNumber);
  const number = mrz
    ? mrz.parsed.valid && mrz.parsed.fields.documentNumber?.value
    : barcode?.parsed.fields.documentNumber?.value;
  if (!number) return null;
  // Licences are numbered by the states of a federation.
  const issuer = mrz
    ? mrz.parsed.issuingStateCode
    : (barcode?.parsed.issuingSubdivision ?? found.issuingCountry);
  return vault.blindIndex(tenantId, "documents.number_index", `${issuer}|${documentType}|${number}`);
}
