/** Edge of the tiles whose spectrum is looked at: finer than a line of moiré is long, coarse enough for 64 frequencies. */
export const TILE_PX = 64;
const HALF = TILE_PX / 2;
const BITS = Math.log2(TILE_PX);

const COS = Float32Array.from({ length: HALF }, (_, at) => Math.cos((2 * Math.PI * at) / TILE_PX));
const SIN = Float32Array.from({ length: HALF }, (_, at) => -Math.sin((2 * Math.PI * at) / TILE_PX));
const REVERSED = Uint8Array.from({ length: TILE_PX }, (_, at) => {
  let turned = 0;
  for (let bit = 0; bit < BITS; bit++) if ((at >> bit) & 1) turned |= 1 << (BITS - 1 - bit);
  return turned;
});
/** A tile cut out hard has edges of its own, which would show in every spectrum (Hann's window takes them away). */
const WINDOW = Float32Array.from(
  { length: TILE_PX },
  (_, at) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (at + 0.5)) / TILE_PX),
);

/** Two real signals in one complex tile: their spectra are told apart by symmetry, at the price of one transform. */
export interface ComplexTile {
  real: Float32Array;
  imaginary: Float32Array;
}

export const createTile = (): ComplexTile => ({
  real: new Float32Array(TILE_PX * TILE_PX),
  imaginary: new Float32Array(TILE_PX * TILE_PX),
});

/** Radix-2 transform (Cooley and Tukey 1965) of 64 numbers, `stride` apart, in place. */
function transformLine({ real, imaginary }: ComplexTile, start: number, stride: number): void {
  for (let at = 0; at < TILE_PX; at++) {
    const other = REVERSED[at] as number;
    if (other <= at) continue;
    const [one, two] = [start + at * stride, start + other * stride];
    const keptReal = real[one] as number;
    const keptImaginary = imaginary[one] as number;
    real[one] = real[two] as number;
    imaginary[one] = imaginary[two] as number;
    real[two] = keptReal;
    imaginary[two] = keptImaginary;
  }
  for (let half = 1; half < TILE_PX; half *= 2) {
    const step = HALF / half;
    for (let group = 0; group < TILE_PX; group += 2 * half) {
      for (let at = 0; at < half; at++) {
        const cos = COS[at * step] as number;
        const sin = SIN[at * step] as number;
        const low = start + (group + at) * stride;
        const high = low + half * stride;
        const highReal = real[high] as number;
        const highImaginary = imaginary[high] as number;
        const turnedReal = highReal * cos - highImaginary * sin;
        const turnedImaginary = highReal * sin + highImaginary * cos;
        real[high] = (real[low] as number) - turnedReal;
        imaginary[high] = (imaginary[low] as number) - turnedImaginary;
        real[low] = (real[low] as number) + turnedReal;
        imaginary[low] = (imaginary[low] as number) + turnedImaginary;
      }
    }
  }
}

/**
 * Power of the spectra of a tile's two signals, in place: `real` becomes that of the first, `imaginary` that of the
 * second; frequency (u, v) in cycles a tile lies at `(v & 63) * 64 + (u & 63)`. Means are taken away first.
 */
export function powerSpectra(tile: ComplexTile): void {
  const { real, imaginary } = tile;
  centre(real);
  centre(imaginary);
  for (let line = 0; line < TILE_PX; line++) transformLine(tile, line * TILE_PX, 1);
  for (let line = 0; line < TILE_PX; line++) transformLine(tile, line, TILE_PX);
  for (let v = 0; v <= HALF; v++) {
    for (let u = 0; u < TILE_PX; u++) {
      const at = v * TILE_PX + u;
      const mirror = ((TILE_PX - v) % TILE_PX) * TILE_PX + ((TILE_PX - u) % TILE_PX);
      if (mirror < at) continue;
      const [a, b] = [real[at] as number, imaginary[at] as number];
      const [c, d] = [real[mirror] as number, imaginary[mirror] as number];
      const first = ((a + c) ** 2 + (b - d) ** 2) / 4;
      const second = ((b + d) ** 2 + (c - a) ** 2) / 4;
      real[at] = real[mirror] = first;
      imaginary[at] = imaginary[mirror] = second;
    }
  }
}

function centre(signal: Float32Array): void {
  let sum = 0;
  for (let at = 0; at < signal.length; at++) sum += signal[at] as number;
  const mean = sum / signal.length;
  for (let y = 0, at = 0; y < TILE_PX; y++) {
    const row = WINDOW[y] as number;
    for (let x = 0; x < TILE_PX; x++, at++)
      signal[at] = ((signal[at] as number) - mean) * row * (WINDOW[x] as number);
  }
}
