import type { FaceTemplate } from "../../storage/face-template.ts";
import type { Engine, VisionAnswer } from "./answer.ts";
import type { FaceChip } from "./face-embedder.ts";
import type { FinePattern } from "./forensics.ts";
import type { Box, PictureFacts, PictureQuality, Point } from "./picture.ts";

export interface FaceOptions {
  embed: boolean;
  liveness: boolean;
  /** Whether each face is to be cut out for the second net too; left out, it is not. */
  chip?: boolean;
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

/** What tells that something lies over the mouth or the eyes; logarithms of ratios within the one face. */
export interface CoverReading {
  /** Depth of the deepest line across the mouth: lips that meet, or teeth; 0 where all is even. */
  mouthLine: number;
  /** Distance of the colour around the mouth from that of the skin below the eyes. */
  mouthTint: number;
  /** Light right below the eyes against that on the cheeks; negative where it is darker. */
  eyeShade: number;
  /** Span of light from lid and pupil to white in the flatter eye. */
  eyeContrast: number;
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
  /** Only when asked for: the face as `FaceEmbedderPort` takes it. */
  chip?: FaceChip;
  /** Only when asked for and the weights are there. */
  eyes?: EyeReading | null;
  /** Measured where the eyes are asked for; null where the chin is not in the picture. */
  covering?: CoverReading | null;
  /** Only when asked for; null where the skin is too dark or too bright to tell. */
  light?: FaceLight | null;
  /** 48×48 bytes of luma of the aligned face, with the embedding or the chip: by it the same photograph is known again. */
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
