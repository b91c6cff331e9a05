import * as z from "zod";
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
      title: { en: "Scan a document", es: "Escanear un documento" },
      summary: {
        en: "Takes one or two pictures of a document, finds out what it is and reads its MRZ and barcodes.",
        es: "Recibe una o dos imágenes de un documento, averigua qué documento es y lee su MRZ y sus códigos de barras.",
      },
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
      title: { en: "Extract fields", es: "Extraer campos" },
      summary: {
        en: "Every field of a document with its source, confidence, check digit and place, and the conflicts.",
        es: "Cada campo del documento con su fuente, confianza, dígito de control y lugar, y los conflictos entre fuentes.",
      },
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
      title: { en: "Validate a document", es: "Validar un documento" },
      summary: {
        en: "Judges a document check by check; what was not performed is named.",
        es: "Juzga el documento comprobación por comprobación; lo que no se hizo se nombra.",
      },
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
      title: { en: "Read a document", es: "Leer un documento" },
      summary: {
        en: "A document as it was scanned, with its last validation.",
        es: "El documento tal como se escaneó, con su última validación.",
      },
      scope: "documents:read",
      limit: "documents",
      params: z.object({ documentId }),
      data: documentData,
      handle: async ({ caller, params }) => ({ data: await readDocument(deps, caller, params.documentId) }),
    }),
  ];
}
