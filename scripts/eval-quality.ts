/**
 * Counts which reasons the quality of pictures gives on good pictures, and on the same spoilt in one way each. The last
 * line of stdout is one JSON object: for each set the pictures and how many of them each reason named.
 *
 *   npm run -s eval:quality -- --documents <folder> [--faces <folder>] [--barcodes <folder>]
 *     [--limit <pictures of each folder that are read>]
 */
import { parseArgs } from "node:util";
import { isCropped } from "../src/features/documents/cropped.ts";
import { type GrayPicture, resizeGray, toGray } from "../src/vision/image/gray.ts";
import { measureQuality } from "../src/vision/image/quality.ts";
import type { DocumentReading, DocumentsVisionPort } from "../src/vision/ports/documents.ts";
import { asCameraJpeg, readFolder } from "./forensics/material.ts";
import { seeded } from "./forensics/random.ts";
import type { Canvas } from "./specimen/canvas.ts";
import { startVision } from "./vision-on-workerd.ts";

const { values } = parseArgs({
  options: {
    documents: { type: "string" },
    faces: { type: "string" },
    barcodes: { type: "string" },
    /** Of each folder, pictures that are read for their frame and in a mirror: a reading takes seconds. */
    limit: { type: "string", default: "1000" },
  },
});
if (!values.documents) throw new Error("usage: eval:quality -- --documents <folder> [--faces <folder>] …");

const random = seeded(30);
/** As the API asks. */
const BUDGET_MS = 5000;
/** Side at which blur is counted: as `measureQuality` looks at pictures. */
const WORKING_SIDE_PX = 1024;

const SPOILT: Record<string, (picture: GrayPicture) => GrayPicture> = {
  "as they are": (picture) => picture,
  "a tenth of the light": (picture) => ({ ...picture, data: picture.data.map((value) => value * 0.1) }),
  "half the light": (picture) => ({ ...picture, data: picture.data.map((value) => value * 0.5) }),
  "out of focus by 1 pixel of 1024": (picture) => blurred(picture, 1),
  "out of focus by 4 pixels of 1024": (picture) => blurred(picture, 4),
  "a lamp over a quarter": lamp,
  "180 pixels high": (picture) => {
    const scale = 180 / Math.min(picture.width, picture.height);
    return resizeGray(picture, Math.round(picture.width * scale), Math.round(picture.height * scale));
  },
};

/** Three box filters, whose variances add up to that of a Gaussian of the wanted deviation. */
function blurred(picture: GrayPicture, sigma: number): GrayPicture {
  const scale = Math.max(1, Math.max(picture.width, picture.height) / WORKING_SIDE_PX);
  const radius = Math.max(1, Math.round((Math.sqrt(4 * (sigma * scale) ** 2 + 1) - 1) / 2));
  let { data } = picture;
  for (let pass = 0; pass < 3; pass++) {
    data = boxFilter(data, picture.width, picture.height, 1, radius);
    data = boxFilter(data, picture.height, picture.width, picture.width, radius);
  }
  return { ...picture, data };
}

/** Means along lines of `length` pixels that lie `stride` apart. */
function boxFilter(
  data: Uint8Array,
  length: number,
  lines: number,
  stride: number,
  radius: number,
): Uint8Array {
  const out = new Uint8Array(data.length);
  const step = stride === 1 ? length : 1;
  for (let line = 0; line < lines; line++) {
    const at = (index: number) =>
      data[line * step + Math.max(0, Math.min(length - 1, index)) * stride] as number;
    let sum = 0;
    for (let index = -radius; index <= radius; index++) sum += at(index);
    for (let index = 0; index < length; index++) {
      out[line * step + index * stride] = Math.round(sum / (2 * radius + 1));
      sum += at(index + radius + 1) - at(index - radius);
    }
  }
  return out;
}

function lamp(picture: GrayPicture): GrayPicture {
  const { width, height } = picture;
  const radius = Math.sqrt((width * height * 0.25) / Math.PI);
  const data = picture.data.map((value, at) => {
    const away = Math.hypot((at % width) - width / 2, Math.floor(at / width) - height / 2) - radius;
    return Math.min(255, value + 255 * Math.max(0, 1 - Math.max(0, away) / (0.7 * radius)));
  });
  return { ...picture, data };
}

const counts = new Map<string, { pictures: number; reasons: Record<string, number> }>();
function count(set: string, reasons: readonly string[]): void {
  const one = counts.get(set) ?? { pictures: 0, reasons: {} };
  one.pictures++;
  for (const reason of reasons) one.reasons[reason] = (one.reasons[reason] ?? 0) + 1;
  counts.set(set, one);
}

const documents = await readFolder(values.documents);
const faces = values.faces ? await readFolder(values.faces) : [];
for (const [kind, pictures] of [
  ["documents", documents],
  ["faces", faces],
] as const) {
  for (const { picture } of pictures) {
    const gray = toGray(picture.data, picture.width, picture.height);
    for (const [how, spoil] of Object.entries(SPOILT))
      count(`${kind} ${how}`, measureQuality(spoil(gray)).issues);
  }
}

console.error(JSON.stringify(Object.fromEntries(counts)));

const vision = await startVision<DocumentsVisionPort>("documents", "DocumentsVision");
const reasonsOf = (reading: DocumentReading): string[] => [
  ...(isCropped({ ...reading, portrait: null }) ? ["IMAGE_CROPPED"] : []),
  ...(reading.mirrored ? ["IMAGE_MIRRORED"] : []),
  ...(reading.severalMrz ? ["MULTIPLE_DOCUMENTS"] : []),
];
try {
  const barcodes = values.barcodes ? await readFolder(values.barcodes) : [];
  const limit = Number(values.limit);
  for (const { picture, bytes, file } of [...documents.slice(0, limit), ...barcodes.slice(0, limit)]) {
    const whole = await vision.port.readDocument(bytes, { budgetMs: BUDGET_MS });
    if (!whole.ok || (!whole.value.mrz && whole.value.barcodes.length === 0)) continue;
    const kind = whole.value.mrz ? "documents" : "barcodes";
    count(`${kind} in their frame`, reasonsOf(whole.value));
    console.error(`${file}: ${reasonsOf(whole.value).join() || "whole"}`);
    const [zone] = whole.value.mrz?.lines ?? [];
    if (!zone) continue;
    const seen = await vision.port.readDocument(asCameraJpeg(inMirror(picture), random), {
      budgetMs: BUDGET_MS,
    });
    count("documents in a mirror", seen.ok ? reasonsOf(seen.value) : []);
    const xs = zone.polygon.map(([x]) => x);
    // The frame ends two characters inside the zone, or just at its end.
    for (const [how, inside] of [
      ["cut through the zone", 2],
      ["cut at the zone's end", 0.2],
    ] as const) {
      const right = Math.max(...xs) - (inside * (Math.max(...xs) - Math.min(...xs))) / zone.text.length;
      const cut = leftOf(picture, Math.floor(right));
      const answer = await vision.port.readDocument(asCameraJpeg(cut, random), { budgetMs: BUDGET_MS });
      if (answer.ok && answer.value.mrz) count(`documents ${how}, zone found`, reasonsOf(answer.value));
      else count(`documents ${how}, zone not found`, []);
    }
  }
} finally {
  await vision.stop();
}
console.log(JSON.stringify(Object.fromEntries(counts)));

function leftOf({ data, width, height }: Canvas, right: number): Canvas {
  const kept = new Uint8ClampedArray(right * height * 4);
  for (let y = 0; y < height; y++)
    kept.set(data.subarray(y * width * 4, (y * width + right) * 4), y * right * 4);
  return { data: kept, width: right, height };
}

function inMirror({ data, width, height }: Canvas): Canvas {
  const turned = new Uint8ClampedArray(data.length);
  for (let at = 0; at < width * height; at++) {
    const from = (at - (at % width) + width - 1 - (at % width)) * 4;
    turned.set(data.subarray(from, from + 4), at * 4);
  }
  return { data: turned, width, height };
}
