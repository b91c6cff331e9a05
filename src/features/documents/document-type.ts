import type { DocumentType } from "../../kernel/document-types.ts";
import type { ParsedBarcode } from "./barcodes/parsed-barcode.ts";
import type { ParsedMrz } from "./mrz/parsed-mrz.ts";

export { DOCUMENT_TYPES, type DocumentType } from "../../kernel/document-types.ts";

/** The type that an MRZ's document code stands for (ICAO 9303-4 §4.2.2.1, 9303-5 §4.2.2.1, 9303-7 §4.2.2.1). */
export function typeOfMrz({
  format,
  documentCode,
}: Pick<ParsedMrz, "format" | "documentCode">): DocumentType {
  if (documentCode.startsWith("P")) return "passport";
  if (format === "DLFR" || format === "DLCH") return "driving_licence";
  if (format === "MRVA" || format === "MRVB") return "visa";
  // The second letter is the issuer's own; R marks residence permits (EU 1030/2002), C1 and C2 the US green card.
  return /^(.R|C[12])$/.test(documentCode) ? "residence_permit" : "id_card";
}

/** The type that a barcode's layout stands for. */
export function typeOfBarcode({ documentType }: ParsedBarcode): DocumentType | null {
  return documentType === "identity_card" ? "id_card" : documentType;
}
