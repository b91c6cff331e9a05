import { toBase64 } from "../../kernel/bytes.ts";
import { type FaceTemplate, joinEmbeddings } from "../../storage/face-template.ts";
import { answerValue, answerValueOrNull } from "../../vision/answer-value.ts";
import { templateOf } from "../../vision/face-engine.ts";
import type { BarcodeReading } from "../../vision/ports/documents.ts";
import type { FacesReading } from "../../vision/ports/faces.ts";
import type { AcceptedImage } from "../uploads/accept-image.ts";
import { parseBarcode } from "./barcodes/parse-barcode.ts";
import { isCropped, withCrop } from "./cropped.ts";
import type { DocumentsDeps } from "./deps.ts";
import type { Side, SideReading, StoredPortrait, StoredReading } from "./stored-reading.ts";
import { tracesOf } from "./traces.ts";
import { zoneHints } from "./visual-zone/zone-hints.ts";

export interface SidePicture extends AcceptedImage {
  side: Side;
  /** Its dotted path in the request. */
  field: string;
}

/** CPU that a search over scales and rotations may take; an upright passport needs a tenth of it. */
const BUDGET_MS = 5000;

/**
 * Has every picture read: one after the other, for an engine holds one decoded picture at a time, but by all
 * engines at once, for each has an isolate of its own. Throws the picture's fault, or `SERVICE_UNAVAILABLE` when
 * documents cannot be read; a portrait or visual zone that no engine could read is named in `notPerformed`.
 */
export async function readPictures(
  deps: DocumentsDeps,
  pictures: readonly SidePicture[],
  requested: StoredReading["requested"],
): Promise<StoredReading> {
  const notPerformed = new Set<string>();
  const engines = new Map<string, { name: string; version: string }>();
  const credit = (answer: { ok: boolean; engines?: { name: string; version: string }[] }) => {
    for (const engine of answer.engines ?? []) engines.set(`${engine.name} ${engine.version}`, engine);
  };
  const sides: SideReading[] = [];
  let portrait: StoredPortrait | null = null;
  for (const { side, field, sha256, bytes, editedWith } of pictures) {
    const [answer, faces, zone] = await askEngines(deps, bytes, requested, sides, portrait === null);
    const reading = answerValue(answer, field);
    credit(answer);
    if (reading.mrz?.budgetExhausted) notPerformed.add("mrz_full_search");

    if (faces) {
      const seen = answerValueOrNull(faces, field);
      credit(faces);
      if (!seen) notPerformed.add("portrait");
      portrait = seen && portraitOf(side, seen);
    }

    const visualZone = zone && answerValueOrNull(zone, field);
    if (zone) credit(zone);
    if (!visualZone) notPerformed.add("visual_zone");

    sides.push({
      side,
      sha256,
      picture: reading.picture,
      quality: withCrop(reading.quality, isCropped({ ...reading, portrait: boxOn(side, portrait) })),
      mrz: reading.mrz && {
        ...reading.mrz,
        lines: reading.mrz.lines.map(({ text, confidences, polygon }) => ({ text, confidences, polygon })),
      },
      barcodes: reading.barcodes.map((one) => storedBarcode(one, deps.clock())),
      visualZone,
      ...(reading.mirrored ? { mirrored: true } : {}),
      ...(reading.severalMrz ? { severalMrz: true } : {}),
      ...(reading.forensics
        ? { traces: tracesOf(reading.forensics, reading.picture, boxOn(side, portrait), editedWith) }
        : {}),
    });
  }
  return { requested, sides, portrait, notPerformed: [...notPerformed], engines: [...engines.values()] };
}

function askEngines(
  deps: DocumentsDeps,
  bytes: Uint8Array,
  requested: StoredReading["requested"],
  before: readonly SideReading[],
  wantsPortrait: boolean,
) {
  const read = deps.documentsVision.readDocument(bytes, { budgetMs: BUDGET_MS });
  return Promise.all([
    read,
    wantsPortrait ? deps.facesVision.readFaces(bytes, { embed: true, liveness: false }) : null,
    // The printed zone is read last, for what machines read tells which labels to look for, and which way is up.
    read.then((answer) =>
      answer.ok && deps.visualZone
        ? deps.visualZone.readVisualZone(bytes, zoneHints(requested, before, answer.value, deps.clock()))
        : null,
    ),
  ]);
}

const storedBarcode = (reading: BarcodeReading, now: number) => ({
  format: reading.format,
  polygon: reading.polygon,
  parsed: parseBarcode(reading, now),
});

const boxOn = (side: Side, portrait: StoredPortrait | null) =>
  portrait?.side === side ? portrait.box : null;

/** The largest face: the others on a document are its ghost image and its hologram. */
function portraitOf(side: Side, { faces, embeddingModel }: FacesReading): StoredPortrait | null {
  const [face] = faces;
  if (!face) return null;
  const { box, detection, quality } = face;
  return {
    side,
    box,
    detection,
    quality: quality.overall,
    template: storedTemplate(templateOf(face, embeddingModel)),
    ...(face.print ? { print: toBase64(face.print) } : {}),
  };
}

function storedTemplate(template: FaceTemplate | null): StoredPortrait["template"] {
  if (!template) return null;
  const { model, modelVersion, second } = template;
  const vectors = joinEmbeddings(template);
  const bytes = new Uint8Array(vectors.buffer, vectors.byteOffset, vectors.byteLength);
  const other = second ? { second: `${second.model}@${second.modelVersion}` } : {};
  return { model, modelVersion, ...other, embedding: toBase64(bytes) };
}
