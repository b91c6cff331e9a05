import { decodePicture } from "../image/decode.ts";
import { toGray } from "../image/gray.ts";
import { measureQuality } from "../image/quality.ts";
import type {
  Box,
  Engine,
  FaceOptions,
  FaceReading,
  FacesReading,
  LivenessReading,
  Point,
  VisionAnswer,
} from "../port.ts";
import { apply } from "./affine.ts";
import { type Detection, detectFaces } from "./detect.ts";
import { embedFace } from "./embed.ts";
import { judgeFace } from "./face-quality.ts";
import { findLandmarks } from "./landmarks.ts";
import { livenessCrop, scoreLiveness } from "./liveness.ts";
import type { LoadedNet, NetLibrary } from "./net-library.ts";
import { type Pyramid, pyramidOf } from "./picture.ts";
import { poseOf } from "./pose.ts";

/** 1,630×1,220: a portrait of a tenth of a card's width still has 150 pixels, and the RGBA takes 8 MB. */
const MAX_PIXELS = 2_000_000;
/** Faces described in one answer; more would only spend time, as no rule asks for more than "several". */
const MAX_FACES = 5;
/** The pair upstream publishes: each net sees the face at its own scale, and their mean is the score (test.py). */
const LIVENESS_PAIR = [
  { name: "liveness-near", scale: 2.7 },
  { name: "liveness-far", scale: 4.0 },
] as const;

interface Nets {
  detect: LoadedNet;
  landmark: LoadedNet;
  embed: LoadedNet | null;
}

const unavailable = (net: string): VisionAnswer<FacesReading> => ({
  ok: false,
  fault: "ENGINE_UNAVAILABLE",
  detail: `The weights of ${net} are not installed.`,
});

/** Brings a box of the turned view back to the picture: its corners stay corners under quarter turns. */
function boxInPicture(box: Box, { view }: Detection): Box {
  const [x1, y1] = apply(view, [box.x - 0.5, box.y - 0.5]);
  const [x2, y2] = apply(view, [box.x + box.width - 0.5, box.y + box.height - 0.5]);
  return {
    x: Math.min(x1, x2) + 0.5,
    y: Math.min(y1, y2) + 0.5,
    width: Math.abs(x2 - x1),
    height: Math.abs(y2 - y1),
  };
}

function describe(nets: Nets, pyramid: Pyramid, detection: Detection): FaceReading[] {
  const largest = [...detection.faces].sort(
    (a, b) => b.box.width * b.box.height - a.box.width * a.box.height,
  );
  return largest.slice(0, MAX_FACES).map(({ box, score }) => {
    const landmarks = findLandmarks(nets.landmark.net, pyramid, detection.view, box);
    const pose = poseOf(landmarks);
    return {
      box: boxInPicture(box, detection),
      detection: Math.min(1, score),
      landmarks,
      pose,
      quality: judgeFace(pyramid, detection.view, box, pose),
      embedding: nets.embed ? embedFace(nets.embed.net, pyramid, landmarks) : null,
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
  detection: Detection,
): Promise<{ reading: LivenessReading; engines: Engine[] }> {
  const face = [...detection.faces].sort(
    (a, b) => b.box.width * b.box.height - a.box.width * a.box.height,
  )[0];
  if (!face) return { reading: { performed: false, detail: "No face was found." }, engines: [] };
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
    const crop = livenessCrop(face.box, scale, detection.width, detection.height);
    parts.push({ model: name, score: scoreLiveness(loaded.net, pyramid, detection.view, crop) });
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
  const startedAt = performance.now();
  const decoded = await decodePicture(image, { maxPixels: MAX_PIXELS });
  if (!decoded.ok) return decoded;
  const [detect, landmark] = [await library.get("face-detect"), await library.get("face-landmark")];
  const embed = options.embed ? await library.get("face-embed") : null;
  if (!detect) return unavailable("face-detect");
  if (!landmark) return unavailable("face-landmark");
  if (options.embed && !embed) return unavailable("face-embed");

  const quality = measureQuality(toGray(decoded.rgba, decoded.width, decoded.height));
  const pyramid = pyramidOf(decoded);
  const detection = detectFaces(detect.net, pyramid);
  const faces = describe({ detect, landmark, embed }, pyramid, detection);
  const liveness =
    options.liveness && faces.length > 0 ? await judgeLiveness(library, pyramid, detection) : null;
  const scale = decoded.facts.width / decoded.width;
  return {
    ok: true,
    value: {
      picture: decoded.facts,
      quality,
      faces: faces.map((face) => toFilePixels(face, scale)),
      embeddingModel: embed?.engine ?? null,
      liveness: liveness?.reading ?? null,
    },
    engines: [
      detect.engine,
      ...(faces.length > 0 ? [landmark.engine, ...(embed ? [embed.engine] : [])] : []),
      ...(liveness?.engines ?? []),
    ],
    elapsedMs: performance.now() - startedAt,
  };
}
