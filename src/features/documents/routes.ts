import { z } from "zod";
import { type Endpoint, endpoint } from "../../http/endpoint.ts";
import { EXAMPLE_PICTURE } from "../uploads/schemas.ts";
import type { DocumentsDeps } from "./deps.ts";
import { extractFields } from "./extract.ts";
import { readDocument } from "./read-document.ts";
import { scanDocument } from "./scan.ts";
import {
  documentData,
  documentId,
  extractBody,
  fieldsData,
  scanBody,
  validateBody,
  validationData,
} from "./schemas.ts";
import { validateDocument } from "./validate.ts";

const tag = "Documents";

/** The routes of documents. */
export function documentEndpoints(deps: DocumentsDeps): Endpoint[] {
  return [
    endpoint({
      method: "post",
      path: "/documents/scan",
      operationId: "scanDocument",
      tag,
      summary:
        "Takes one or two pictures of a document, finds out what it is and reads its MRZ and barcodes.",
      scope: "documents:write",
      limit: "documents",
      carries: "pictures",
      body: scanBody,
      data: documentData,
      example: { documentType: "auto", images: [{ side: "front", ...EXAMPLE_PICTURE }] },
      handle: async ({ caller, body }) => ({ data: await scanDocument(deps, caller, body) }),
    }),
    endpoint({
      method: "post",
      path: "/documents/extract",
      operationId: "extractDocument",
      tag,
      summary:
        "Every field of a document with its source, confidence, check digit and place, and the conflicts.",
      scope: "documents:write",
      limit: "documents",
      carries: "pictures",
      body: extractBody,
      data: fieldsData,
      example: { documentType: "auto", images: [{ side: "front", ...EXAMPLE_PICTURE }] },
      handle: async ({ caller, body }) => ({ data: await extractFields(deps, caller, body) }),
    }),
    endpoint({
      method: "post",
      path: "/documents/validate",
      operationId: "validateDocument",
      tag,
      summary: "Judges a document check by check; what was not performed is named.",
      scope: "documents:write",
      limit: "documents",
      body: validateBody,
      data: validationData,
      handle: async ({ caller, body }) => ({ data: await validateDocument(deps, caller, body) }),
    }),
    endpoint({
      method: "get",
      path: "/documents/:documentId",
      operationId: "getDocument",
      tag,
      summary: "A document as it was scanned, with its last validation.",
      scope: "documents:read",
      limit: "documents",
      params: z.object({ documentId }),
      data: documentData,
      handle: async ({ caller, params }) => ({ data: await readDocument(deps, caller, params.documentId) }),
    }),
  ];
}
