import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { FacesVisionPort } from "../../src/vision/ports/faces.ts";
import type { Box } from "../../src/vision/ports/picture.ts";
import { decodeJpegFile } from "../specimen/node-codecs.ts";
import { startVision } from "../vision-on-workerd.ts";
import {
  asCameraJpeg,
  onlyResaved,
  photocopy,
  photograph,
  printAndShoot,
  readFolder,
  recapture,
  withMovedPrint,
  withOtherFace,
} from "./material.ts";
import { seeded } from "./random.ts";

/** Narrower pictures of documents are no source for a photograph of 1,200 pixels. */
const MIN_WIDTH = 500;

/** What is known of a made picture: where its portrait lies, and the qualities with which it was saved. */
export interface SampleFacts {
  box?: Box;
  first?: number;
  second?: number;
}
export type SampleKind = "photo" | "resaved" | "screen" | "print" | "copy" | "moved" | "face";

/**
 * Photographs, recaptures and forgeries of a folder's documents, `rounds` of each, laid as JPEG files in a folder for
 * each kind, with what is known of them beside. It takes some ten seconds for each picture of a document.
 */
export async function makeSamples(
  to: string,
  documents: string,
  faces: string,
  rounds: number,
): Promise<void> {
  const random = seeded(2026);
  const faceFiles = readdirSync(faces).filter((file) => /\.jpe?g$/i.test(file));
  const vision = await startVision<FacesVisionPort>("faces", "FacesVision");
  const pages = await readFolder(documents, MIN_WIDTH);
  const keep = (kind: SampleKind, name: string, jpeg: Uint8Array, facts: SampleFacts = {}) => {
    mkdirSync(path.join(to, kind), { recursive: true });
    writeFileSync(path.join(to, kind, `${name}.jpg`), jpeg);
    writeFileSync(path.join(to, kind, `${name}.json`), JSON.stringify(facts));
  };
  try {
    for (let round = 0; round < rounds; round++) {
      for (const { file, picture } of pages) {
        const name = `${file}-${round}`;
        console.error(`making ${name}`);
        const photo = photograph(picture, random);
        const jpeg = asCameraJpeg(photo, random);
        const seen = await vision.port.readFaces(jpeg, { embed: false, liveness: false });
        const box = seen.ok ? seen.value.faces[0]?.box : undefined;
        const facts = box ? { box } : {};
        keep("photo", name, jpeg, facts);
        keep("screen", name, asCameraJpeg(recapture(picture, random), random));
        keep("print", name, asCameraJpeg(printAndShoot(picture, random), random));
        if (round === 0) keep("copy", name, asCameraJpeg(photocopy(picture, random), random));
        const { jpeg: again, ...saved } = await onlyResaved(photo, random);
        keep("resaved", name, again, { ...facts, ...saved });
        const { jpeg: moved, ...movedSaved } = await withMovedPrint(photo, random);
        keep("moved", name, moved, { ...facts, ...movedSaved });
        const other = faceFiles[Math.floor(random() * faceFiles.length)];
        if (!box || !other) continue;
        const face = await decodeJpegFile(readFileSync(path.join(faces, other)));
        const { jpeg: replaced, ...replacedSaved } = await withOtherFace(photo, box, face, random);
        keep("face", name, replaced, { ...facts, ...replacedSaved });
      }
    }
  } finally {
    await vision.stop();
  }
}

/** The pictures of a kind that were made. */
export function* samplesOf(folder: string, kind: SampleKind): Generator<{ jpeg: Uint8Array } & SampleFacts> {
  const at = path.join(folder, kind);
  if (!existsSync(at)) return;
  for (const file of readdirSync(at).sort()) {
    if (!file.endsWith(".json")) continue;
    const stem = path.join(at, path.parse(file).name);
    if (!existsSync(`${stem}.jpg`)) continue;
    const facts = JSON.parse(readFileSync(`${stem}.json`, "utf8")) as SampleFacts;
    yield { jpeg: Uint8Array.from(readFileSync(`${stem}.jpg`)), ...facts };
  }
}
