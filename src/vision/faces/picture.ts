/** A decoded, upright picture: eight bits a channel, four channels a pixel. */
export interface Picture {
  rgba: Uint8ClampedArray;
  width: number;
  height: number;
}

/** A picture with its halvings: a crop is taken from the level nearest its own scale, so shrinking never aliases. */
export interface Pyramid {
  width: number;
  height: number;
  /** Level 0 is the picture itself; level `n`, or the last there is, is `factor` = 2ⁿ times smaller. */
  level(n: number): Picture & { factor: number };
}

/** Below this a level could not be halved again. */
const MIN_SIDE_PX = 2;

function halve({ rgba, width, height }: Picture): Picture {
  const half = { width: width >> 1, height: height >> 1 };
  const smaller = new Uint8ClampedArray(half.width * half.height * 4);
  const row = width * 4;
  for (let y = 0, to = 0; y < half.height; y++) {
    for (let x = 0, at = 2 * y * row; x < half.width; x++, at += 8, to += 4) {
      for (let channel = 0; channel < 4; channel++) {
        const from = at + channel;
        const sum =
          (rgba[from] as number) +
          (rgba[from + 4] as number) +
          (rgba[from + row] as number) +
          (rgba[from + row + 4] as number);
        smaller[to + channel] = sum >> 2;
      }
    }
  }
  return { rgba: smaller, ...half };
}

export function pyramidOf(picture: Picture): Pyramid {
  const levels = [{ ...picture, factor: 1 }];
  return {
    width: picture.width,
    height: picture.height,
    level(n) {
      for (;;) {
        const found = levels[n];
        if (found) return found;
        const smallest = levels[levels.length - 1] as Picture & { factor: number };
        if (Math.min(smallest.width, smallest.height) < 2 * MIN_SIDE_PX) return smallest;
        levels.push({ ...halve(smallest), factor: smallest.factor * 2 });
      }
    },
  };
}
