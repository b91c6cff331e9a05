import type { FinePattern } from "../ports/forensics.ts";
import { type ComplexTile, createTile, powerSpectra, TILE_PX } from "./fourier.ts";
import { isolation } from "./isolation.ts";

/** Tiles looked at: spread over the whole picture, as a screen's grid lies over all of it and print over parts. */
const TILES_ACROSS = 7;
const TILES_DOWN = 7;
/** Power of a wave of one grey level under Hann's window: less is hidden by noise and rounding. */
const NOISE_POWER = (TILE_PX * TILE_PX * 0.25 * 0.5) ** 2;

/** Isolation from which a peak is a lone one: print, faces and foliage stay below 3, but for single tiles. */
const LONE = 3;

/** Places of tiles along one side, evenly spread and not overlapping more than the side forces them to. */
function tileStarts(side: number, wanted: number): number[] {
  const room = side - TILE_PX;
  if (room < 0) return [];
  const count = Math.min(wanted, Math.floor(side / TILE_PX));
  return Array.from({ length: count }, (_, at) =>
    Math.round(count === 1 ? room / 2 : (room * at) / (count - 1)),
  );
}

/**
 * Fine periodic patterns (a screen's pixels, moiré, print dots) as lone peaks in the spectra of small tiles, in luma
 * and in the difference between green and magenta, where a screen's sub-pixels meet a camera's Bayer filter.
 */
export function measureFinePattern(rgba: Uint8ClampedArray, width: number, height: number): FinePattern {
  const tile = createTile();
  let tiles = 0;
  let luma = 0;
  let chroma = 0;
  for (const top of tileStarts(height, TILES_DOWN)) {
    for (const left of tileStarts(width, TILES_ACROSS)) {
      fill(tile, rgba, width, left, top);
      powerSpectra(tile);
      tiles++;
      if (isolation(tile.real, NOISE_POWER) >= LONE) luma++;
      if (isolation(tile.imaginary, NOISE_POWER) >= LONE) chroma++;
    }
  }
  return { tiles, luma: luma / Math.max(1, tiles), chroma: chroma / Math.max(1, tiles) };
}

function fill(tile: ComplexTile, rgba: Uint8ClampedArray, width: number, left: number, top: number): void {
  for (let y = 0, to = 0; y < TILE_PX; y++) {
    let at = ((top + y) * width + left) * 4;
    for (let x = 0; x < TILE_PX; x++, to++, at += 4) {
      const red = rgba[at] as number;
      const green = rgba[at + 1] as number;
      const blue = rgba[at + 2] as number;
      tile.real[to] = 0.299 * red + 0.587 * green + 0.114 * blue;
      tile.imaginary[to] = green - (red + blue) / 2;
    }
  }
}
