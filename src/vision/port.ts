/**
 * The vision port: what the rest of the product may ask of a picture, and in which words it is answered.
 *
 * Engines stand behind it (our own nets in two Workers reached by RPC; Workers AI for the visual zone), so every
 * type here is plain data that survives structured cloning. Pictures are opaque bytes on this side: only code
 * under `vision/` decodes one. Points and boxes are in pixels of the upright picture (EXIF orientation applied).
 */

import type { FaceTemplate } from "../storage/face-template.ts";

export type Point = readonly [x: number, y: number];
export type Polygon = readonly Point[];
/** Left, top, width and height in pixels of the upright picture. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A net or rule that had a part in an answer, so that every score can be traced to what gave it. */
export interface Engine {
  name: string;
  version: string;
}

/** Why a picture could not be read at all; the catalogue of `kernel/errors.ts` gives each its status. */
export type PictureFault = "UNSUPPORTED_MEDIA" | "UNREADABLE_IMAGE" | "PAYLOAD_TOO_LARGE";

/** `unavailable` means the engine broke (trap, missing weights, time-out), not that the picture is at fault. */
export type VisionAnswer<T> =
  | { ok: true; value: T; engines: Engine[]; elapsedMs: number }
  | { ok: false; fault: PictureFault; detail: string }
  | { ok: false; fault: "ENGINE_UNAVAILABLE"; detail: string };

export type PictureFormat = "jpeg" | "png" | "webp";

/** What is known of a picture; sides are those of the upright picture. */
export interface PictureFacts {
  format: PictureFormat;
  width: number;
  height: number;
  /** EXIF orientation as found, 1-8 (1 when there is none). */
  orientation: number;
}

export type MediaReason =
  | "IMAGE_BLURRED"
  | "IMAGE_GLARE"
  | "IMAGE_CROPPED"
  | "IMAGE_TOO_SMALL"
  | "IMAGE_TOO_DARK";

/** Measured on the picture; every score 0-1. `glare` is a share of pixels, the rest grow with quality. */
export interface PictureQuality {
  acceptable: boolean;
  sharpness: number;
  glare: number;
  brightness: number;
  contrast: number;
  /** Share (0-1) of the picture that bears moiré or another fine coloured pattern; left out where it was not measured. */
  moire?: number;
  issues: MediaReason[];
}

// ── Documents ────────────────────────────────────────────────────────────────────────────────────────────

export interface DocumentOptions {
  /** Milliseconds of CPU after which the reader stops and says what it has tried. */
  budgetMs: number;
}

/** One printed line of an MRZ, as the net read it: never repaired, never coerced. */
export interface MrzLineReading {
  text: string;
  /** One confidence (0-1) per character of `text`. */
  confidences: number[];
  polygon: Polygon;
  /** Height of a capital letter in pixels of the upright picture. */
  capHeightPx: number;
}

export interface MrzReading {
  lines: MrzLineReading[];
  /** Clockwise rotation in degrees (0, 90, 180, 270) under which the lines read upright. */
  rotation: 0 | 90 | 180 | 270;
  /** True when the time budget ended the search before every scale and rotation was tried. */
  budgetExhausted: boolean;
}

export type BarcodeFormat = "PDF417" | "QRCode" | "Aztec" | "DataMatrix";

export interface BarcodeReading {
  format: BarcodeFormat;
  text: string;
  bytes: Uint8Array;
  polygon: Polygon;
}

export interface DocumentReading {
  picture: PictureFacts;
  quality: PictureQuality;
  mrz: MrzReading | null;
  barcodes: BarcodeReading[];
  /** True when an MRZ can be read only in a mirror; `mrz` is then null. */
  mirrored?: boolean;
  /** True when another MRZ than `mrz` stands on the picture too. */
  severalMrz?: boolean;
  /** Traces of screens, prints and editing; null when they could not be looked for. */
  forensics?: ForensicsReading | null;
}

/** What the pixels and the coding of a picture tell of how it came about; judged by nobody here. */
export interface ForensicsReading {
  finePattern: FinePattern;
  /** Share (0-1) of pixels with a colour of their own; 0 on a photocopy. */
  colour: number;
  /** Null for files other than baseline JPEG of up to 12.6 MP. */
  jpegHistory: JpegHistory | null;
}

/** Regular fine patterns (pixels of a screen, moiré, print dots) in the spectra of small tiles. */
export interface FinePattern {
  /** Tiles looked at; none on pictures smaller than one. */
  tiles: number;
  /** Share (0-1) of tiles with a lone peak in luma, and in the difference of green and magenta. */
  luma: number;
  chroma: number;
}

/**
 * How each cell of a JPEG agrees with an earlier compression of the whole: sums of log likelihood ratios (above 0:
 * was there before, below: came later) and the number of coefficients they are made of. Cells are squares of
 * `cellPx` pixels of the picture as stored, before its EXIF orientation is applied.
 */
export interface JpegHistory {
  /** Frequencies, of nine, that show an earlier compression: with none the picture was compressed once. */
  doubled: number;
  cellPx: number;
  columns: number;
  rows: number;
  evidence: number[];
  counts: number[];
}

/** Reads what a machine can read on the picture of a document. */
export interface DocumentsVisionPort {
  readDocument(image: Uint8Array, options: DocumentOptions): Promise<VisionAnswer<DocumentReading>>;
}

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
  /** Clockwise rotation under which the print reads upright, where something else on the picture told it. */
  rotation?: 0 | 90 | 180 | 270;
  /** What documents of that kind print, as far as it is known: a field's name and its labels. */
  prints?: readonly { field: string; labels: readonly string[] }[];
}

/** Reads the zone printed for people (VIZ). */
export interface VisualZonePort {
  readVisualZone(image: Uint8Array, hints: VisualZoneHints): Promise<VisionAnswer<VisualZoneReading>>;
}

/** A word as printed; its box in pixels of the picture turned by the reading's `rotation`. */
export interface PrintedWord {
  text: string;
  /** The engine's own, 0-1. */
  confidence: number;
  box: Box;
}

/** Words on one line, from left to right; columns that stand on one line may be in it together. */
export interface PrintedLine {
  words: PrintedWord[];
}

export interface PrintedTextReading {
  picture: PictureFacts;
  lines: PrintedLine[];
  /** Clockwise rotation in degrees under which the lines read upright. */
  rotation: 0 | 90 | 180 | 270;
  /** False when there was more print than an identity document holds, and the rest was left unread. */
  complete: boolean;
}

export interface PrintedTextOptions {
  /** Clockwise rotation under which the print reads upright; left out, the engine looks for it. */
  rotation?: 0 | 90 | 180 | 270;
}

/** Reads whatever is printed, without knowing what it means. */
export interface PrintedTextPort {
  readPrintedText(image: Uint8Array, options: PrintedTextOptions): Promise<VisionAnswer<PrintedTextReading>>;
}

// ── Faces ────────────────────────────────────────────────────────────────────────────────────────────────

export interface FaceOptions {
  embed: boolean;
  liveness: boolean;
  /** Whether the eyes are to be looked at too; left out, they are not. */
  eyes?: boolean;
  /** Whether the light on the face and behind it is to be measured; left out, it is not. */
  light?: boolean;
}

/** Mean linear light (0-1) of red, green and blue. */
export type LinearColour = readonly [red: number, green: number, blue: number];

/** Light on bare skin (cheeks and nose) and on what is behind the head. */
export interface FaceLight {
  skin: LinearColour;
  /** Null where the face leaves too little of the picture to see anything behind it. */
  background: LinearColour | null;
}

/** How open each eye is, 0 (closed) to 1; left and right as the picture shows them. */
export interface EyeReading {
  left: number;
  right: number;
}

/** Degrees, from the landmarks: positive yaw looks to the picture's right, positive pitch down. */
export interface HeadPose {
  yaw: number;
  pitch: number;
  roll: number;
}

export interface FaceQuality {
  /** 0-1, the smallest of the parts below. */
  overall: number;
  sharpness: number;
  exposure: number;
  frontality: number;
  /** Height of the detected face in pixels. */
  heightPx: number;
}

export interface FaceReading {
  box: Box;
  /** The detector's confidence, 0-1. */
  detection: number;
  /** 68 points in iBUG order. */
  landmarks: Point[];
  pose: HeadPose;
  quality: FaceQuality;
  /** Unit-length embedding, only when asked for. */
  embedding: Float32Array | null;
  /** Only when asked for and the weights are there. */
  eyes?: EyeReading | null;
  /** Only when asked for; null where the skin is too dark or too bright to tell. */
  light?: FaceLight | null;
  /** 48×48 bytes of luma of the aligned face, with the embedding: by it the same photograph is known again. */
  print?: Uint8Array | null;
  /** What the face is compared by, where an engine was chosen (`face-engine.ts`); left out, `embedding` is. */
  template?: FaceTemplate | null;
}

/** Share (0-1) of the way along a face on which the best straight edge of each side is one. */
export interface FrameLines {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** What tells a picture of a face from a face, beside the nets; measured on the largest face and judged elsewhere. */
export interface PresentationSigns {
  /** Of the face and its hair. */
  finePattern: FinePattern;
  frameLines: FrameLines;
  /** Share (0-1) of the face lost in reflections. */
  glare: number;
  /** Share (0-1) of the face's pixels with a colour of their own. */
  colour: number;
}

/** `performed: false` when weights could not be had: the answer is then "not performed", never a guess. */
export type LivenessReading =
  | { performed: true; score: number; parts: { model: string; score: number }[] }
  | { performed: false; detail: string };

export interface FacesReading {
  picture: PictureFacts;
  quality: PictureQuality;
  /** Largest first. */
  faces: FaceReading[];
  /** The net that made the embeddings; templates of different models are never compared. */
  embeddingModel: Engine | null;
  /** Of the largest face; null when not asked for or no face was found. */
  liveness: LivenessReading | null;
  /** Asked for with `liveness`. */
  signs?: PresentationSigns | null;
}

/** Finds and describes the faces on a picture. */
export interface FacesVisionPort {
  readFaces(image: Uint8Array, options: FaceOptions): Promise<VisionAnswer<FacesReading>>;
}

/** Faces as a second net describes them, in the order asked. */
export interface EmbeddedFaces {
  /** Of unit length. */
  embeddings: Float32Array[];
  embeddingModel: Engine;
}

/** Describes faces that a reading of the same picture has found, by the 68 points of each. */
export interface FaceEmbedderPort {
  embedFaces(image: Uint8Array, faces: readonly (readonly Point[])[]): Promise<VisionAnswer<EmbeddedFaces>>;
}
