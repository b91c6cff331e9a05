/** Pixels looked at in each direction: colour is told by a sample. */
const SAMPLES = 200;
/** Difference between the channels from which a pixel has a colour, above the casts of lamps and of aged paper. */
const COLOURED = 24;

/**
 * Share (0-1) of pixels whose colour differs from the picture's own cast (the mean of its channels' differences): 0 for
 * photocopies and grey pictures, whatever tint the lamp gave them.
 */
export function measureColour(rgba: Uint8ClampedArray, width: number, height: number): number {
  const step = Math.max(1, Math.floor(Math.max(width, height) / SAMPLES));
  let count = 0;
  let redCast = 0;
  let blueCast = 0;
  for (let y = 0; y < height; y += step) {
    for (let x = 0; x < width; x += step, count++) {
      const at = (y * width + x) * 4;
      redCast += (rgba[at] as number) - (rgba[at + 1] as number);
      blueCast += (rgba[at + 2] as number) - (rgba[at + 1] as number);
    }
  }
  redCast /= count;
  blueCast /= count;
  let coloured = 0;
  for (let y = 0; y < height; y += step) {
    for (let x = 0; x < width; x += step) {
      const at = (y * width + x) * 4;
      const red = (rgba[at] as number) - (rgba[at + 1] as number) - redCast;
      const blue = (rgba[at + 2] as number) - (rgba[at + 1] as number) - blueCast;
      if (Math.abs(red) + Math.abs(blue) > COLOURED) coloured++;
    }
  }
  return coloured / count;
}
