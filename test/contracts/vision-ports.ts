import { describe, expect, it } from "vitest";
import type { VisionAnswer } from "../../src/vision/ports/answer.ts";
import type { DocumentsVisionPort } from "../../src/vision/ports/documents.ts";
import type { FacesVisionPort } from "../../src/vision/ports/faces.ts";
import type { Box, PictureFacts, PictureQuality, Polygon } from "../../src/vision/ports/picture.ts";
import type { VisualZonePort } from "../../src/vision/ports/visual-zone.ts";

/**
 * What every engine behind a vision port promises, whichever it is: the stand-ins that the verbs are tested with,
 * and the Workers that serve requests. A stand-in that passes here cannot promise what the engines do not.
 */

type Open<Port> = () => Promise<Port> | Port;

/** Bytes that are no picture, with the fault that each must be answered with. */
const NO_PICTURES: [what: string, bytes: Uint8Array, fault: string][] = [
  ["no bytes at all", new Uint8Array(), "UNREADABLE_IMAGE"],
  ["a text", new TextEncoder().encode("not a picture, however long"), "UNSUPPORTED_MEDIA"],
  ["a GIF", new TextEncoder().encode("GIF89a______________________"), "UNSUPPORTED_MEDIA"],
  [
    "the start of a JPEG",
    Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70, 0, 1),
    "UNREADABLE_IMAGE",
  ],
];

function given<T>(answer: VisionAnswer<T>): T {
  if (!answer.ok) throw new Error(`${answer.fault}: ${answer.detail}`);
  expect(answer.engines.length).toBeGreaterThan(0);
  for (const { name, version } of answer.engines) expect(name && version).toBeTruthy();
  expect(answer.elapsedMs).toBeGreaterThanOrEqual(0);
  return answer.value;
}

const share = (value: number) => {
  expect(value).toBeGreaterThanOrEqual(0);
  expect(value).toBeLessThanOrEqual(1);
};

function checkPicture({ width, height, orientation, format }: PictureFacts, quality: PictureQuality) {
  expect(["jpeg", "png", "webp"]).toContain(format);
  for (const side of [width, height]) expect(side).toBeGreaterThanOrEqual(64);
  expect([1, 2, 3, 4, 5, 6, 7, 8]).toContain(orientation);
  for (const score of [quality.sharpness, quality.glare, quality.brightness, quality.contrast]) share(score);
  expect(quality.acceptable).toBe(quality.issues.length === 0);
}

/** Boxes may reach a little over the edge, where a face is cut. */
function checkBox(box: Box, { width, height }: PictureFacts) {
  expect(box.width * box.height).toBeGreaterThan(0);
  expect(box.x).toBeGreaterThan(-box.width);
  expect(box.y).toBeGreaterThan(-box.height);
  expect(box.x).toBeLessThan(width);
  expect(box.y).toBeLessThan(height);
}

function checkPolygon(polygon: Polygon, { width, height }: PictureFacts) {
  expect(polygon).toHaveLength(4);
  for (const [x, y] of polygon) {
    expect(Math.abs(x - width / 2)).toBeLessThan(width);
    expect(Math.abs(y - height / 2)).toBeLessThan(height);
  }
}

/** `document` is a picture of a document with an MRZ. */
export function documentsVisionContract(name: string, open: Open<DocumentsVisionPort>, document: Uint8Array) {
  describe(`${name}, as a documents engine`, () => {
    it("reads lines with one confidence a character, and says where they stand", async () => {
      const port = await open();
      const reading = given(await port.readDocument(document, { budgetMs: 8000 }));
      checkPicture(reading.picture, reading.quality);
      expect(reading.mrz?.lines.length).toBeGreaterThanOrEqual(2);
      for (const { text, confidences, polygon } of reading.mrz?.lines ?? []) {
        expect(text).toMatch(/^[A-Z0-9<]{30,44}$/);
        expect(confidences).toHaveLength(text.length);
        confidences.forEach(share);
        checkPolygon(polygon, reading.picture);
      }
    });

    it.each(NO_PICTURES)("answers %s with its fault and does not throw", async (_what, bytes, fault) => {
      const port = await open();
      expect(await port.readDocument(bytes, { budgetMs: 1000 })).toMatchObject({ ok: false, fault });
    });
  });
}

/** `person` is a picture with at least one face. */
export function facesVisionContract(name: string, open: Open<FacesVisionPort>, person: Uint8Array) {
  describe(`${name}, as a faces engine`, () => {
    it("describes a face by a vector of unit length, and names the net that did", async () => {
      const port = await open();
      const reading = given(await port.readFaces(person, { embed: true, liveness: true }));
      checkPicture(reading.picture, reading.quality);
      expect(reading.embeddingModel?.name && reading.embeddingModel.version).toBeTruthy();
      expect(reading.faces.length).toBeGreaterThanOrEqual(1);
      for (const { box, detection, quality, embedding } of reading.faces) {
        checkBox(box, reading.picture);
        for (const score of [detection, quality.overall, quality.sharpness, quality.frontality]) share(score);
        const length = Math.hypot(...(embedding ?? []));
        expect(length).toBeGreaterThan(0.999);
        expect(length).toBeLessThan(1.001);
      }
      const areas = reading.faces.map(({ box }) => box.width * box.height);
      expect(areas).toEqual([...areas].sort((one, other) => other - one));
      if (reading.liveness?.performed) share(reading.liveness.score);
      else expect(reading.liveness?.detail).toBeTruthy();
    });

    it("does only what was asked for", async () => {
      const port = await open();
      const reading = given(await port.readFaces(person, { embed: false, liveness: false }));
      expect(reading.liveness).toBeNull();
      for (const { embedding } of reading.faces) expect(embedding).toBeNull();
    });

    it.each(NO_PICTURES)("answers %s with its fault and does not throw", async (_what, bytes, fault) => {
      const port = await open();
      expect(await port.readFaces(bytes, { embed: true, liveness: false })).toMatchObject({
        ok: false,
        fault,
      });
    });
  });
}

/** `document` is a picture that the engine behind the port answers for. */
export function visualZoneContract(name: string, open: Open<VisualZonePort>, document: Uint8Array) {
  const hints = { documentType: null, issuingCountry: null };
  describe(`${name}, as an engine for the visual zone`, () => {
    it("gives fields with a value and a confidence", async () => {
      const port = await open();
      const reading = given(await port.readVisualZone(document, hints));
      for (const { name: field, value, confidence } of reading.fields) {
        expect(field && value).toBeTruthy();
        share(confidence);
      }
    });

    it.each(NO_PICTURES)("answers %s with its fault and does not throw", async (_what, bytes, fault) => {
      const port = await open();
      expect(await port.readVisualZone(bytes, hints)).toMatchObject({ ok: false, fault });
    });
  });
}
