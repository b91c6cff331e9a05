import type { VisionAnswer } from "./answer.ts";
import type { Box } from "./picture.ts";

/** A field printed for people, as an engine read it. */
export interface VisualFieldReading {
  name: string;
  value: string;
  /** As printed, where `value` is written in the contract's form. */
  raw?: string;
  confidence: number;
  box: Box | null;
}

export interface VisualZoneReading {
  documentType: string | null;
  issuingCountry: string | null;
  /** Id of the layout that the print follows, where the engine knows layouts and is sure of one. */
  layout?: string | null;
  /** True when "specimen" is printed on it, in whatever language; left out where it was not looked for. */
  specimen?: boolean;
  fields: VisualFieldReading[];
}

/** What is known of a document before its printed zone is read. */
export interface VisualZoneHints {
  documentType: string | null;
  issuingCountry: string | null;
  /** True when a machine readable part told type and issuer; else they are what the sender said, or null. */
  proven?: boolean;
  /** Ids of layouts of other types that the proven one leaves open, for print that surely follows one of them. */
  orLayouts?: readonly string[];
  /** Clockwise rotation under which the print reads upright, where something else on the picture told it. */
  rotation?: 0 | 90 | 180 | 270;
  /** What documents of that kind print, as far as it is known: a field's name and its labels. */
  prints?: readonly { field: string; labels: readonly string[] }[];
}

/** Reads the zone printed for people (VIZ). */
export interface VisualZonePort {
  readVisualZone(image: Uint8Array, hints: VisualZoneHints): Promise<VisionAnswer<VisualZoneReading>>;
}
