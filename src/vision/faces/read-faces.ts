import { decodePicture } from "../image/decode.ts";
import { toGray } from "../image/gray.ts";
import { measureQuality } from "../image/quality.ts";
import type { Engine, VisionAnswer } from "../ports/answer.ts";
import type { FaceOptions, FaceReading, FacesReading, LivenessReading } from "../ports/faces.ts";
import type { Box, Point } from "../ports/picture.ts";
import { apply } from "./affine.ts";
import { measureCovering } from "./covering.ts";
import { cutChip } from "./dlib-chip.ts";
import { embedFace } from "./embed.ts";
import { readEyes } from "./eyes.ts";
import { measureFaceLight } from "./face-light.ts";
import { facePrint } from "./face-print.ts";
import { judgeFace } from "./face-quality.ts";
import { type FoundFaces, findFaces } from "./find-faces.ts";
import { livenessCrop, scoreLiveness } from "./liveness.ts";
import type { LoadedNet, NetLibrary } from "./net-library.ts";
import { type Pyramid, pyramidOf } from "./picture.ts";
import { poseOf } from "./pose.ts";
import { measureSigns } from "./signs/measure-signs.ts";

/** 1,410×1,060: a portrait of a tenth of a card's width still has 140 pixels, and the RGBA takes 6 MB. */
export const MAX_PIXELS = 1_500_000;
/** The pair upstream publishes: each net sees the face at its own scale, and their mean is the score (test.py). */
const LIVENESS_PAIR = [
  { name: "liveness-near", scale: 2.7 },
  { name: "liveness-far", scale: 4.0 },
] as const;

const unavailable = (net: string): VisionAnswer<FacesReading> => ({
  ok: false,
  fault: "ENGINE_UNAVAILABLE",
  detail: `The weights of ${net} are not installed.`,
});

/** Brings a box of the turned view back to the picture: its corners stay corners under quarter turns. */
function boxInPicture(box: Box, { view }: FoundFaces): Box {
  const [x1, y1] = apply(view, [box.x - 0.5, box.y - 0.5]);
  const [x2, y2] = apply(view, [box.x + box.width - 0.5, box.y + box.height - 0.5]);
  return {
    x: Math.min(x1, x2) + 0.5,
    y: Math.min(y1, y2) + 0.5,
    width: Math.abs(x2 - x1),
    height: Math.abs(y2 - y1),
  };
}

interface Wanted {
  embed: LoadedNet | null;
  eye: LoadedNet | null;
  covering: boolean;
  light: boolean;
  chip: boolean;
}

function describe(
  { embed, eye, covering, light, chip }: Wanted,
  pyramid: Pyramid,
  found: FoundFaces,
): FaceReading[] {
  return found.faces.map(({ box, score, landmarks }) => {
    const pose = poseOf(landmarks);
    const inPicture = boxInPicture(box, found);
    return {
      box: inPicture,
      detection: Math.min(1, score),
      landmarks,
      pose,
      quality: judgeFace(pyramid, found.view, box, pose),
      embedding: embed ? embedFace(embed.net, pyramid, landmarks) : null,
      ...(embed || chip ? { print: facePrint(pyramid, landmarks) } : {}),
      ...(chip ? { chip: cutChip(pyramid, landmarks) } : {}),
      ...(eye ? { eyes: readEyes(eye.net, pyramid, landmarks) } : {}),
      ...(covering ? { covering: measureCovering(pyramid, landmarks) } : {}),
      ...(light ? { light: measureFaceLight(pyramid.level(0), landmarks, inPicture) } : {}),
    };
  });
}

/** From pixels of the decoded picture, which may be smaller, to those of the file's upright picture. */
function toFilePixels(face: FaceReading, scale: number): FaceReading {
  if (scale === 1) return face;
  const { box, quality } = face;
  return {
    ...face,
    box: { x: box.x * scale, y: box.y * scale, width: box.width * scale, height: box.height * scale },
    landmarks: face.landmarks.map(([x, y]): Point => [x * scale, y * scale]),
    quality: { ...quality, heightPx: Math.round(quality.heightPx * scale) },
  };
}

async function judgeLiveness(
  library: NetLibrary,
  pyramid: Pyramid,
  found: FoundFaces,
): Promise<{ reading: LivenessReading; engines: Engine[] } | null> {
  const [face] = found.faces;
  if (!face) return null;
  const parts: { model: string; score: number }[] = [];
  const engines: Engine[] = [];
  for (const { name, scale } of LIVENESS_PAIR) {
    const loaded = await library.get(name);
    if (!loaded) {
      return {
        reading: { performed: false, detail: `The weights of ${name} are not installed.` },
        engines: [],
      };
    }
    const crop = livenessCrop(face.box, scale, found.width, found.height);
    parts.push({ model: name, score: scoreLiveness(loaded.net, pyramid, found.view, crop) });
    engines.push(loaded.engine);
  }
  const score = parts.reduce((sum, part) => sum + part.score, 0) / parts.length;
  return { reading: { performed: true, score, parts }, engines };
}

/**
 * Finds and describes the faces of one picture, largest first, at most five. `ENGINE_UNAVAILABLE` when weights that
 * the answer needs are missing; throws only when a net breaks (see `NetLibrary.reset`).
 */
export async function readFaces(
  library: NetLibrary,
  image: Uint8Array,
  options: FaceOptions,
): Promise<VisionAnswer<FacesReading>> {
  const startedAt = performance.now(); // deployed, a Worker's clock moves only while it waits: then a lower bound
  const decoded = await decodePicture(image, { maxPixels: MAX_PIXELS });
  if (!decoded.ok) return decoded;
  const [detect, landmark] = [await library.get("face-detect"), await library.get("face-landmark")];
  const embed = options.embed ? await library.get("face-embed") : null;
  const eye = options.eyes ? await library.get("face-eye") : null;
  if (!detect) return unavailable("face-detect");
  if (!landmark) return unavailable("face-landmark");
  if (options.embed && !embed) return unavailable("face-embed");

  const gray = toGray(decoded.rgba, decoded.width, decoded.height);
  const quality = measureQuality(gray);
  const pyramid = pyramidOf(decoded);
  const found = findFaces(detect.net, landmark.net, pyramid);
  const faces = describe(
    {
      embed,
      eye,
      covering: options.eyes === true,
      light: options.light === true,
      chip: options.chip === true,
    },
    pyramid,
    found,
  );
  const liveness = options.liveness ? await judgeLiveness(library, pyramid, found) : null;
  const [nearest] = faces;
  const signs = options.liveness && nearest ? measureSigns(pyramid.level(0), gray, nearest.box) : null;
  const scale = decoded.facts.width / decoded.width;
  return {
    ok: true,
    value: {
      picture: decoded.facts,
      quality,
      faces: faces.map((face) => toFilePixels(face, scale)),
      embeddingModel: embed?.engine ?? null,
      liveness: liveness?.reading ?? null,
      ...(options.liveness ? { signs } : {}),
    },
    engines: [
      detect.engine,
      landmark.engine,
      ...(embed && faces.length > 0 ? [embed.engine] : []),
      ...(eye && faces.length > 0 ? [eye.engine] : []),
      ...(liveness?.engines ?? []),
    ],
    elapsedMs: performance.now() - startedAt,
  };
}
