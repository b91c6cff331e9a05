import type { Point } from "../../src/vision/ports/picture.ts";

/** A face's own axes: `u` to the picture's right and `v` down the face, in eye distances from between the eyes. */
export interface FaceFrame {
  /** Distance of the outer corners of the eyes in pixels. */
  unit: number;
  toFace(x: number, y: number): Point;
  toPicture(u: number, v: number): Point;
}

/** The axes that 68 points lie on, turned as the eyes are. */
export function faceFrame(landmarks: readonly Point[]): FaceFrame {
  const at = (index: number): Point => landmarks[index] ?? [Number.NaN, Number.NaN];
  const [[x1, y1], [x2, y2]] = [at(36), at(45)];
  const unit = Math.hypot(x2 - x1, y2 - y1);
  const [cos, sin] = [(x2 - x1) / unit, (y2 - y1) / unit];
  const [cx, cy] = [(x1 + x2) / 2, (y1 + y2) / 2];
  return {
    unit,
    toFace: (x, y) => [((x - cx) * cos + (y - cy) * sin) / unit, ((y - cy) * cos - (x - cx) * sin) / unit],
    toPicture: (u, v) => [cx + (u * cos - v * sin) * unit, cy + (u * sin + v * cos) * unit],
  };
}
