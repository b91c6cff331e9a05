import type { Canvas } from "../specimen/canvas.ts";

/** Light (0-255, linear enough for our purpose) of one colour channel (0 red, 1 green, 2 blue) at a point of a scene. */
export type Scene = (u: number, v: number, channel: number) => number;

export interface Shot {
  width: number;
  height: number;
  /** Where the picture's corners lie in the scene: left top, right top, right bottom, left bottom. */
  corners: readonly [Spot, Spot, Spot, Spot];
  /** Blur of the lens in photosites (half width of the box that is averaged). */
  blur: number;
  /** Standard deviation of the sensor's noise in grey levels. */
  noise: number;
  random: () => number;
}
type Spot = readonly [number, number];

const SUBSAMPLES = 4;

/**
 * Takes a picture of a scene as a camera does: each photosite sees one colour (Bayer's RGGB), averaged over its area
 * and the lens's blur, with noise; the two missing colours are interpolated.
 */
export function takePicture(scene: Scene, shot: Shot): Canvas {
  const { width, height, noise, random } = shot;
  const project = homography(shot);
  const raw = new Float32Array(width * height);
  const reach = 0.5 + shot.blur;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const channel = bayer(x, y);
      let sum = 0;
      for (let sub = 0; sub < SUBSAMPLES * SUBSAMPLES; sub++) {
        const dx = (((sub % SUBSAMPLES) + 0.5) / SUBSAMPLES - 0.5) * 2 * reach;
        const dy = ((Math.floor(sub / SUBSAMPLES) + 0.5) / SUBSAMPLES - 0.5) * 2 * reach;
        const [u, v] = project(x + 0.5 + dx, y + 0.5 + dy);
        sum += scene(u, v, channel);
      }
      const grain = (random() + random() + random() + random() - 2) * Math.sqrt(3) * noise;
      raw[y * width + x] = sum / (SUBSAMPLES * SUBSAMPLES) + grain;
    }
  }
  return demosaic(raw, width, height);
}

const bayer = (x: number, y: number): number => (y % 2 === 0 ? (x % 2 === 0 ? 0 : 1) : x % 2 === 0 ? 1 : 2);

/** Bilinear interpolation of the colours that a photosite does not see. */
function demosaic(raw: Float32Array, width: number, height: number): Canvas {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const sums = [0, 0, 0];
      const weights = [0, 0, 0];
      for (let dy = -1; dy <= 1; dy++) {
        for (let dx = -1; dx <= 1; dx++) {
          const [nx, ny] = [x + dx, y + dy];
          if (nx < 0 || ny < 0 || nx >= width || ny >= height) continue;
          const channel = bayer(nx, ny);
          // Of its own colour a photosite needs no neighbour.
          if (channel === bayer(x, y) && (dx !== 0 || dy !== 0)) continue;
          const weight = dx === 0 || dy === 0 ? 2 : 1;
          sums[channel] = (sums[channel] as number) + weight * (raw[ny * width + nx] as number);
          weights[channel] = (weights[channel] as number) + weight;
        }
      }
      const at = (y * width + x) * 4;
      for (let channel = 0; channel < 3; channel++)
        data[at + channel] = Math.round((sums[channel] as number) / Math.max(1, weights[channel] as number));
      data[at + 3] = 255;
    }
  }
  return { width, height, data };
}

/** The projective map of the unit square onto four corners (Heckbert 1989, §2.2.3), in pixels of the picture. */
function homography({ width, height, corners }: Shot): (x: number, y: number) => Spot {
  const [[x0, y0], [x1, y1], [x2, y2], [x3, y3]] = corners;
  const [dx1, dy1, dx2, dy2] = [x1 - x2, y1 - y2, x3 - x2, y3 - y2];
  const [sx, sy] = [x0 - x1 + x2 - x3, y0 - y1 + y2 - y3];
  const det = dx1 * dy2 - dx2 * dy1;
  const g = (sx * dy2 - dx2 * sy) / det;
  const h = (dx1 * sy - sx * dy1) / det;
  const [a, b] = [x1 - x0 + g * x1, x3 - x0 + h * x3];
  const [d, e] = [y1 - y0 + g * y1, y3 - y0 + h * y3];
  return (x, y) => {
    const [s, t] = [x / width, y / height];
    const w = g * s + h * t + 1;
    return [(a * s + b * t + x0) / w, (d * s + e * t + y0) / w];
  };
}

/** Corners of a view of a scene: turned by `degrees`, each corner moved by up to `tilt` of the width. */
export function viewOf(
  area: { left: number; top: number; width: number; height: number },
  degrees: number,
  tilt: number,
  random: () => number,
): Shot["corners"] {
  const angle = (degrees * Math.PI) / 180;
  const [cx, cy] = [area.left + area.width / 2, area.top + area.height / 2];
  const corner = (right: number, down: number): Spot => {
    const dx = right * area.width * 0.5 + (random() - 0.5) * tilt * area.width;
    const dy = down * area.height * 0.5 + (random() - 0.5) * tilt * area.width;
    return [
      cx + dx * Math.cos(angle) - dy * Math.sin(angle),
      cy + dx * Math.sin(angle) + dy * Math.cos(angle),
    ];
  };
  return [corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)];
}
