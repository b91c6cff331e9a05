/** The kinds of identity document that the product tells apart. */
export const DOCUMENT_TYPES = ["passport", "id_card", "residence_permit", "visa", "driving_licence"] as const;
export type DocumentType = (typeof DOCUMENT_TYPES)[number];
