import { TILE_PX } from "./fourier.ts";

/** Slower waves are the picture's own shading, in cycles a tile. */
const SLOWEST = 5;
/** A pure wave fills a square of 5 x 5 frequencies under Hann's window; beside it lies what it is compared with. */
const LOBE = 2;
const BESIDE = 5;
/** JPEG's blocks of 8 pixels make peaks of their own at multiples of 8 cycles on the axes; one beside still leans on it. */
const JPEG_STEP = 8;

const fold = (frequency: number): number => (frequency & (TILE_PX - 1)) as number;
const nearJpeg = (u: number, v: number): boolean => {
  const onAxis = Math.abs(u) <= 1 || Math.abs(v) <= 1;
  const step = Math.max(Math.abs(u), Math.abs(v)) % JPEG_STEP;
  return onAxis && (step <= 1 || step >= JPEG_STEP - 1);
};

/**
 * How lone the most isolated peak of a power spectrum is: its power over the strongest of its surroundings, for an edge
 * or a texture fills those too; 0 when nothing rises over `noisePower`. Peaks on the axes at the frequencies of JPEG's
 * blocks are not looked at.
 */
export function isolation(power: Float32Array, noisePower: number): number {
  let best = 0;
  const limit = TILE_PX / 2 - 1;
  for (let v = 0; v <= limit; v++) {
    for (let u = v === 0 ? 0 : -limit; u <= limit; u++) {
      if (u * u + v * v < SLOWEST * SLOWEST || nearJpeg(u, v)) continue;
      const here = power[v * TILE_PX + fold(u)] as number;
      if (here < noisePower * Math.max(1, best) || !isSummit(power, u, v, here)) continue;
      best = Math.max(best, here / Math.max(strongestBeside(power, u, v), noisePower));
    }
  }
  return best;
}

function isSummit(power: Float32Array, u: number, v: number, here: number): boolean {
  for (let dv = -1; dv <= 1; dv++) {
    for (let du = -1; du <= 1; du++)
      if ((power[fold(v + dv) * TILE_PX + fold(u + du)] as number) > here) return false;
  }
  return true;
}

function strongestBeside(power: Float32Array, u: number, v: number): number {
  let strongest = 0;
  for (let dv = -BESIDE; dv <= BESIDE; dv++) {
    for (let du = -BESIDE; du <= BESIDE; du++) {
      if (Math.abs(du) <= LOBE && Math.abs(dv) <= LOBE) continue;
      const value = power[fold(v + dv) * TILE_PX + fold(u + du)] as number;
      if (value > strongest) strongest = value;
    }
  }
  return strongest;
}
