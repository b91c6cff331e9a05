import { type Change, cut, relit, scaled } from "./degrade.ts";

/** A copy of a photograph: a change of its pixels and the quality of the JPEG it is saved as. */
export interface Copy {
  change: Change;
  quality: number;
}

const as = (change: Change, quality = 92): Copy => ({ change, quality });

/** What becomes of a document's photograph when somebody sends it for a selfie. */
export const PHOTOGRAPH_COPIES: Readonly<Record<string, Copy>> = {
  "JPEG at quality 20": as((picture) => picture, 20),
  "half the size": as((picture) => scaled(picture, 0.5)),
  "double the size": as((picture) => scaled(picture, 2)),
  brighter: as((picture) => relit(picture, 1.2, 20)),
  darker: as((picture) => relit(picture, 0.6, 0)),
  "cut out": as((picture) => cut(picture, 0.2, 0.15, 0.8, 0.85)),
  "cut and scaled": as((picture) => scaled(cut(picture, 0.2, 0.15, 0.8, 0.85), 1.6)),
  "cut and darkened": as((picture) => relit(cut(picture, 0.2, 0.15, 0.8, 0.85), 0.65, 0)),
};
