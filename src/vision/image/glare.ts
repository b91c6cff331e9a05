import { type GrayPicture, resizeGray } from "./gray.ts";
import { withoutStrokes } from "./without-strokes.ts";

/** Luma at which a sensor has clipped: print under it is gone, while pale paper in a scan stays below. */
const SATURATED = 254;
/** A reflection fades out: pixels just beside it stay this bright, while a printed white area ends in an edge. */
const FADED = 215;
/** How far outside a blob "just beside" lies: past the one or two pixels that any resampling softens. */
const BESIDE_PX = 2;
/** Half the thickness of print: a reflection swallows paper first, and the print in it must not count as its edge. */
const STROKE_RADIUS_PX = 3;
/** Share of a blob's outline that must fade. */
const SOFT_OUTLINE = 0.6;
/** Long side at which blobs are looked for: a reflection is no finer than this. */
const WORKING_SIDE_PX = 512;
/** Smaller blobs hide less than a character. */
const MIN_BLOB_SHARE = 0.0005;

/**
 * Share (0-1) of the picture lost in reflections: saturated blobs that fade at their outline. White paper around
 * a scanned document touches the picture's border or ends in an edge, and does not count.
 */
export function measureGlare(picture: GrayPicture): number {
  const scale = Math.min(1, WORKING_SIDE_PX / Math.max(picture.width, picture.height));
  const [width, height] = [picture.width, picture.height].map((side) =>
    Math.max(1, Math.round(side * scale)),
  ) as [number, number];
  const small = resizeGray(picture, width, height);
  // Filling strokes makes no pixel brighter than the brightest.
  if (!small.data.includes(SATURATED) && !small.data.includes(255)) return 0;
  const { data } = withoutStrokes(small, STROKE_RADIUS_PX);
  const seen = new Uint8Array(data.length);
  const stack = new Int32Array(data.length);
  let lost = 0;
  for (let seed = 0; seed < data.length; seed++) {
    if (seen[seed] || (data[seed] as number) < SATURATED) continue;
    const blob = fill(seed);
    if (
      blob.area >= MIN_BLOB_SHARE * data.length &&
      !blob.touchesBorder &&
      blob.soft >= SOFT_OUTLINE * blob.outline
    ) {
      lost += blob.area;
    }
  }
  return lost / data.length;

  function fill(seed: number) {
    const blob = { area: 0, outline: 0, soft: 0, touchesBorder: false };
    let depth = 0;
    stack[depth++] = seed;
    seen[seed] = 1;
    while (depth > 0) {
      const at = stack[--depth] as number;
      const x = at % width;
      const y = (at - x) / width;
      blob.area++;
      if (x === 0 || y === 0 || x === width - 1 || y === height - 1) {
        blob.touchesBorder = true;
        continue;
      }
      for (const [dx, dy] of [
        [1, 0],
        [-1, 0],
        [0, 1],
        [0, -1],
      ] as const) {
        const next = at + dx + dy * width;
        if ((data[next] as number) >= SATURATED) {
          if (!seen[next]) {
            seen[next] = 1;
            stack[depth++] = next;
          }
          continue;
        }
        const besideX = Math.max(0, Math.min(width - 1, x + dx * BESIDE_PX));
        const besideY = Math.max(0, Math.min(height - 1, y + dy * BESIDE_PX));
        blob.outline++;
        if ((data[besideY * width + besideX] as number) >= FADED) blob.soft++;
      }
    }
    return blob;
  }
}
