/** Side of a face print (`face-print.ts`). */
const SIDE = 48;
/** Shifts tried in every direction, in pixels: landmarks move a little with scale and compression. */
const REACH = 2;
/** Sizes and turns (radians) tried besides, for the same reason: 3 % and 2 degrees a step. */
const SIZES = [0.94, 0.97, 1, 1.03, 1.06];
const TURNS = [-0.07, -0.035, 0, 0.035, 0.07];
/** Left out at each side, so that whatever is tried compares the same number of pixels, all inside. */
const MARGIN = REACH + 4;
/** Half the side of the window whose mean is taken off: light from one side changes slowly, a face does not. */
const WINDOW = 6;

/** Each pixel less the mean of its surroundings. */
function withoutLight(print: Uint8Array): Float32Array {
  const sums = new Float64Array((SIDE + 1) * (SIDE + 1));
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      sums[(y + 1) * (SIDE + 1) + x + 1] =
        (print[y * SIDE + x] ?? 0) +
        (sums[y * (SIDE + 1) + x + 1] ?? 0) +
        (sums[(y + 1) * (SIDE + 1) + x] ?? 0) -
        (sums[y * (SIDE + 1) + x] ?? 0);
    }
  }
  const at = (x: number, y: number): number => sums[y * (SIDE + 1) + x] ?? 0;
  return Float32Array.from(print, (value, index) => {
    const [x, y] = [index % SIDE, Math.floor(index / SIDE)];
    const [left, right] = [Math.max(0, x - WINDOW), Math.min(SIDE, x + WINDOW + 1)];
    const [top, bottom] = [Math.max(0, y - WINDOW), Math.min(SIDE, y + WINDOW + 1)];
    const sum = at(right, bottom) - at(left, bottom) - at(right, top) + at(left, top);
    return value - sum / ((right - left) * (bottom - top));
  });
}

/** The details at another size and turn around the middle, bilinear. */
function turned(details: Float32Array, size: number, turn: number): Float32Array {
  const [cos, sin] = [Math.cos(turn) * size, Math.sin(turn) * size];
  const middle = (SIDE - 1) / 2;
  const pixel = (x: number, y: number): number =>
    details[Math.min(Math.max(y, 0), SIDE - 1) * SIDE + Math.min(Math.max(x, 0), SIDE - 1)] ?? 0;
  return details.map((_, index) => {
    const [u, v] = [(index % SIDE) - middle, Math.floor(index / SIDE) - middle];
    const [x, y] = [cos * u - sin * v + middle, sin * u + cos * v + middle];
    const [left, top] = [Math.floor(x), Math.floor(y)];
    const upper = pixel(left, top) * (1 - x + left) + pixel(left + 1, top) * (x - left);
    const lower = pixel(left, top + 1) * (1 - x + left) + pixel(left + 1, top + 1) * (x - left);
    return upper * (1 - y + top) + lower * (y - top);
  });
}

/** Pearson's correlation of the middle of one with the other, moved by so much. */
function correlation(one: Float32Array, other: Float32Array, dx: number, dy: number): number {
  let [n, a, b, aa, bb, ab] = [0, 0, 0, 0, 0, 0];
  for (let y = MARGIN; y < SIDE - MARGIN; y++) {
    for (let x = MARGIN; x < SIDE - MARGIN; x++) {
      const p = one[y * SIDE + x] ?? 0;
      const q = other[(y + dy) * SIDE + x + dx] ?? 0;
      n++;
      a += p;
      b += q;
      aa += p * p;
      bb += q * q;
      ab += p * q;
    }
  }
  const spread = Math.sqrt((aa - (a * a) / n) * (bb - (b * b) / n));
  return spread > 0 ? (ab - (a * b) / n) / spread : 0;
}

/**
 * How alike two face prints are as pictures (-1 to 1), whatever the light and the contrast: the best correlation of
 * their details over small shifts, sizes and turns. Two photographs of one person differ in expression and shadow; the same one,
 * cut, scaled, compressed or brightened, does not. 0 for prints of another size.
 */
export function printCorrelation(one: Uint8Array, other: Uint8Array): number {
  if (one.length !== SIDE * SIDE || other.length !== SIDE * SIDE) return 0;
  const [first, second] = [withoutLight(one), withoutLight(other)];
  let best = -1;
  for (const size of SIZES) {
    for (const turn of TURNS) {
      const moved = turned(second, size, turn);
      for (let dy = -REACH; dy <= REACH; dy++) {
        for (let dx = -REACH; dx <= REACH; dx++) best = Math.max(best, correlation(first, moved, dx, dy));
      }
    }
  }
  return best;
}
