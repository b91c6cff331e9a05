export type * from "./ports/answer.ts";
export type * from "./ports/documents.ts";
export type * from "./ports/face-embedder.ts";
export type * from "./ports/faces.ts";
export type * from "./ports/forensics.ts";
export type * from "./ports/picture.ts";
export type * from "./ports/printed-text.ts";
export type * from "./ports/visual-zone.ts";
