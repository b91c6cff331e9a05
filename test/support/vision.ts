import { checkDigit } from "../../src/kernel/mrz-format.ts";
import { readPictureHeader } from "../../src/vision/image/headers.ts";
import type { VisionAnswer } from "../../src/vision/ports/answer.ts";
import type {
  BarcodeReading,
  DocumentReading,
  DocumentsVisionPort,
} from "../../src/vision/ports/documents.ts";
import type { FaceReading, FacesReading, FacesVisionPort } from "../../src/vision/ports/faces.ts";
import type { PictureQuality } from "../../src/vision/ports/picture.ts";

export const MODEL = { name: "test-embedder", version: "1" };
const PICTURE = { format: "png", width: 1000, height: 700, orientation: 1 } as const;

export const GOOD_QUALITY: PictureQuality = {
  acceptable: true,
  sharpness: 0.8,
  glare: 0.01,
  brightness: 0.5,
  contrast: 0.6,
  issues: [],
};

/** Lines of a passport (ICAO 9303-4) with right check digits, unless told otherwise. */
export function aTd3(
  print: {
    state?: string;
    names?: string;
    number?: string;
    nationality?: string;
    born?: string;
    sex?: string;
    expires?: string;
    personal?: string;
    spoil?: boolean;
  } = {},
): string[] {
  const { state = "UTO", names = "ERIKSSON<<ANNA<MARIA", number = "L898902C3", sex = "F" } = print;
  const { nationality = state, born = "740812", expires = "300415", personal = "" } = print;
  const padded = (text: string, length: number) => text.padEnd(length, "<");
  const withDigit = (text: string) => text + checkDigit(text);
  const a = withDigit(padded(number, 9));
  const b = withDigit(born);
  const c = withDigit(expires);
  const d = withDigit(padded(personal, 14));
  const last = print.spoil ? (Number(checkDigit(a + b + c + d)) + 1) % 10 : checkDigit(a + b + c + d);
  return [
    padded(`P<${padded(state, 3)}${names}`, 44),
    `${a}${padded(nationality, 3)}${b}${sex}${c}${d}${last}`,
  ];
}

export function aDocumentReading(
  seen: {
    mrz?: string[];
    barcodes?: BarcodeReading[];
    quality?: Partial<PictureQuality>;
    confidence?: number;
  } = {},
): DocumentReading {
  const { mrz, barcodes = [], quality = {}, confidence = 0.98 } = seen;
  return {
    picture: PICTURE,
    quality: { ...GOOD_QUALITY, ...quality },
    mrz: mrz
      ? {
          lines: mrz.map((text, at) => ({
            text,
            confidences: [...text].map(() => confidence),
            polygon: [
              [60, 560 + at * 40],
              [940, 560 + at * 40],
              [940, 590 + at * 40],
              [60, 590 + at * 40],
            ],
            capHeightPx: 24,
          })),
          rotation: 0,
          budgetExhausted: false,
        }
      : null,
    barcodes,
  };
}

/** A unit vector at `degrees` from the first axis: the cosine of the difference is the similarity. */
export function anEmbedding(degrees: number): Float32Array {
  const embedding = new Float32Array(512);
  embedding[0] = Math.cos((degrees * Math.PI) / 180);
  embedding[1] = Math.sin((degrees * Math.PI) / 180);
  return embedding;
}

export function aFace(seen: { degrees?: number; heightPx?: number; quality?: number } = {}): FaceReading {
  const { degrees = 0, heightPx = 200, quality = 0.8 } = seen;
  return {
    box: { x: 100, y: 100, width: heightPx * 0.8, height: heightPx },
    detection: 0.99,
    landmarks: [],
    pose: { yaw: 0, pitch: 0, roll: 0 },
    quality: { overall: quality, sharpness: quality, exposure: 0.9, frontality: 0.9, heightPx },
    embedding: anEmbedding(degrees),
  };
}

export function aFacesReading(
  seen: { faces?: FaceReading[]; live?: number | null; model?: FacesReading["embeddingModel"] } = {},
): FacesReading {
  const { faces = [aFace()], live = 0.95, model = MODEL } = seen;
  return {
    picture: PICTURE,
    quality: GOOD_QUALITY,
    faces,
    embeddingModel: model,
    liveness:
      live === null
        ? { performed: false, detail: "weights are missing" }
        : { performed: true, score: live, parts: [{ model: "test", score: live }] },
  };
}

export const DOWN = { ok: false, fault: "ENGINE_UNAVAILABLE", detail: "late" } as const;

/** Gives recorded readings in turn, the last one again and again; to no picture, what every engine answers. */
function inTurn<T>(readings: (T | typeof DOWN)[]) {
  let turn = 0;
  return (image: Uint8Array): VisionAnswer<T> => {
    const header = readPictureHeader(image);
    if (!header.ok) return { ok: false, fault: header.fault, detail: header.detail };
    const next = readings[Math.min(turn++, readings.length - 1)] ?? DOWN;
    if (next === DOWN) return DOWN;
    return { ok: true, value: next as T, engines: [{ name: "recorded", version: "1" }], elapsedMs: 1 };
  };
}

/** A documents engine that gives recorded readings. */
export function recordedDocuments(...readings: (DocumentReading | typeof DOWN)[]): DocumentsVisionPort {
  const next = inTurn(readings);
  return { readDocument: async (image) => next(image) };
}

/** A faces engine that gives recorded readings, less what was not asked for. */
export function recordedFaces(...readings: (FacesReading | typeof DOWN)[]): FacesVisionPort {
  const next = inTurn(readings);
  return {
    readFaces: async (image, { embed, liveness, chip }) => {
      const answer = next(image);
      if (!answer.ok) return answer;
      const { value } = answer;
      const faces = value.faces.map((face) => ({
        ...face,
        embedding: embed ? face.embedding : null,
        ...(chip ? { chip: new Float32Array(3) } : {}),
      }));
      return { ...answer, value: { ...value, faces, liveness: liveness ? value.liveness : null } };
    },
  };
}

/** Stand-ins for every engine: a passport, one good face, and nobody who reads print. */
export const recordedVision = () => ({
  documentsVision: recordedDocuments(aDocumentReading({ mrz: aTd3() })),
  facesVision: recordedFaces(aFacesReading()),
  visualZone: null,
});
