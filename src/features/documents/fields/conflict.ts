import type { FieldSource } from "./candidates.ts";

/** `likely_misread`: print differs as misread print does. `uncertain`: it may be misread, or it may not. */
export const RESOLUTIONS = [
  "equivalent_transliteration",
  "equivalent_truncation",
  "likely_misread",
  "uncertain",
  "different",
] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

export interface Conflict {
  field: string;
  values: { source: FieldSource; value: string }[];
  resolution: Resolution;
}
