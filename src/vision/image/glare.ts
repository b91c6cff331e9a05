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
/** Where a lamp's light is followed outwards from a blob that touches the picture's border; an edge ends before. */
const RAMP_PX = [3, 8, 13] as const;
/** Luma at the end of that way: paper is pale there, while a page's own shade is darker. */
const RAMP_END = 220;
/** Luma that the light loses over the last part at least: pale paper is no more even than this. */
const RAMP_FALL = 2;
/** The fall over the last part as a share of that before: a soft edge has nearly ended by then, and paper is even. */
const RAMP_STEADY = 0.4;
/** The fall over the first part as a share of the next: an edge falls at once. */
const RAMP_START = 1.2;
/** Share of the border beyond which white is what a scanned document lies on: a lamp in a corner reaches .3-.4. */
const MOST_OF_BORDER = 0.5;
/** Long side at which blobs are looked for: a reflection is no finer than this. */
const WORKING_SIDE_PX = 512;
/** Smaller blobs hide less than a character. */
const MIN_BLOB_SHARE = 0.0005;

/** A saturated area, and how the picture goes on around it. */
interface Blob {
  area: number;
  outline: number;
  soft: number;
  /** Pixels of it on the picture's border. */
  border: number;
  /** How often each luma lies at each of `RAMP_PX` outside it, where the last lies in the picture; the next blob's soon. */
  ramp: readonly [Uint32Array, Uint32Array, Uint32Array];
}

/**
 * Share (0-1) of the picture lost in reflections: saturated blobs that fade at their outline. White paper around
 * a scanned document ends in an edge, and does not count; nor does what touches the picture's border, unless its light
 * falls off as evenly as a lamp's.
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
  const ramp = [new Uint32Array(256), new Uint32Array(256), new Uint32Array(256)] as const;
  let lost = 0;
  for (let seed = 0; seed < data.length; seed++) {
    if (seen[seed] || (data[seed] as number) < SATURATED) continue;
    const blob = fill(seed);
    if (
      blob.area >= MIN_BLOB_SHARE * data.length &&
      blob.soft >= SOFT_OUTLINE * blob.outline &&
      (blob.border === 0 || isLamp(blob, 2 * (width + height)))
    ) {
      lost += blob.area;
    }
  }
  return lost / data.length;

  function fill(seed: number): Blob {
    for (const counts of ramp) counts.fill(0);
    const blob: Blob = { area: 0, outline: 0, soft: 0, border: 0, ramp };
    let depth = 0;
    stack[depth++] = seed;
    seen[seed] = 1;
    while (depth > 0) {
      const at = stack[--depth] as number;
      const x = at % width;
      const y = (at - x) / width;
      blob.area++;
      if (x === 0 || y === 0 || x === width - 1 || y === height - 1) blob.border++;
      for (const [dx, dy] of [
        [1, 0],
        [-1, 0],
        [0, 1],
        [0, -1],
      ] as const) {
        if (!isInside(x + dx, y + dy)) continue;
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
        if (!isInside(x + dx * RAMP_PX[2], y + dy * RAMP_PX[2])) continue;
        for (const step of [0, 1, 2] as const)
          (ramp[step][data[at + (dx + dy * width) * RAMP_PX[step]] as number] as number)++;
      }
    }
    return blob;
  }

  function isInside(x: number, y: number): boolean {
    return x >= 0 && y >= 0 && x < width && y < height;
  }
}

/** Whether the light around a blob that touches the border falls off by and by. `perimeter` is the picture's, in pixels. */
function isLamp({ border, ramp }: Blob, perimeter: number): boolean {
  if (border > MOST_OF_BORDER * perimeter) return false;
  const [near, middle, far] = ramp.map(median) as [number, number, number];
  const fall = near - middle;
  return (
    far >= RAMP_END &&
    middle - far >= Math.max(RAMP_FALL, RAMP_STEADY * fall) &&
    SATURATED - near <= RAMP_START * fall
  );
}

/** The luma that half of those counted stay below; 0 of none. */
function median(counts: Uint32Array): number {
  const half = counts.reduce((sum, one) => sum + one, 0) / 2;
  let below = 0;
  let luma = 0;
  while (below < half) below += counts[luma++] as number;
  return Math.max(0, luma - 1);
}
