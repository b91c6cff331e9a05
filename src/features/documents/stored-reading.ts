import { openJson, sealJson } from "../../storage/cipher.ts";
import type { Box, PictureFacts, PictureQuality, Polygon } from "../../vision/ports/picture.ts";
import type { VisualZoneReading } from "../../vision/ports/visual-zone.ts";
import type { ParsedBarcode } from "./barcodes/parsed-barcode.ts";
import type { DocumentType } from "./document-type.ts";
import type { StoredTraces } from "./traces.ts";

export type Side = "front" | "back";

export interface StoredMrz {
  lines: { text: string; confidences: number[]; polygon: Polygon }[];
  rotation: 0 | 90 | 180 | 270;
  budgetExhausted: boolean;
}

/** A barcode as parsed. Its bytes are not kept: those of a Colombian cédula hold fingerprints. */
export interface StoredBarcode {
  format: string;
  polygon: Polygon;
  parsed: ParsedBarcode;
}

/** What one picture showed. */
export interface SideReading {
  side: Side;
  sha256: string;
  picture: PictureFacts;
  quality: PictureQuality;
  mrz: StoredMrz | null;
  barcodes: StoredBarcode[];
  visualZone: VisualZoneReading | null;
  /** As in `DocumentReading`; documents scanned before these were looked for lack them. */
  mirrored?: boolean;
  severalMrz?: boolean;
  traces?: StoredTraces;
}

/** The portrait as found on the document; the template is base64 of its float32 numbers, the second net's last. */
export interface StoredPortrait {
  side: Side;
  box: Box;
  detection: number;
  quality: number;
  /** null when the net that describes faces was not to be had. */
  template: { model: string; modelVersion: string; second?: string; embedding: string } | null;
  /** The face print (`FaceReading.print`) in base64; portraits read before there were any lack it. */
  print?: string;
}

/** All that is sealed in `documents.reading`. */
export interface StoredReading {
  requested: { documentType: DocumentType | null; issuingCountry: string | null };
  sides: SideReading[];
  portrait: StoredPortrait | null;
  /** Names of what could not be done, such as `visual_zone`. */
  notPerformed: string[];
  engines: { name: string; version: string }[];
}

const place = (tenantId: string, subjectId: string) => ({ tenantId, subjectId, place: "documents.reading" });

export const sealReading = (key: CryptoKey, tenantId: string, subjectId: string, reading: StoredReading) =>
  sealJson(key, place(tenantId, subjectId), reading);

export const openReading = (key: CryptoKey, tenantId: string, subjectId: string, sealed: string) =>
  openJson<StoredReading>(key, place(tenantId, subjectId), sealed);
