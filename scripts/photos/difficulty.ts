import type { Shot } from "../specimen/photograph.ts";
import type { Draw } from "../specimen/seeded.ts";

/** How hard a photograph is to read, and the shot that makes it so. */
export interface Difficulty {
  /** Height of the capitals of an MRZ on the photograph, in pixels. */
  heightPx: number;
  /** Deviation of all blur together, as a share of that height (strokes of OCR-B are .14 of it), or of a symbol's module. */
  blur: number;
  shaken: boolean;
  quality: number;
  /** Without the scale, which depends on the sheet. */
  shot: Omit<Shot, "scale">;
}

/** A module of a symbol is a tenth of a capital wide: it needs sharper and nearer photographs. */
export function forSymbol(
  difficulty: Difficulty,
  mmPerModule: number,
  capMm: number,
  draw: Draw,
): Difficulty {
  const modulePx = Math.exp(draw.between(Math.log(MODULES[0]), Math.log(MODULES[1])));
  const blur = draw.between(0, MAX_MODULE_BLUR);
  const heightPx = (modulePx / mmPerModule) * capMm;
  return {
    ...difficulty,
    heightPx,
    blur,
    shot: { ...difficulty.shot, ...blurOf(blur * modulePx, difficulty) },
  };
}

const MODULES = [1, 3] as const;
/** Of a module. */
const MAX_MODULE_BLUR = 0.8;

const HEIGHTS = [5, 30] as const;
const MAX_BLUR = 0.2;

/** A difficulty: heights evenly on a logarithmic scale, blur evenly, the rest as telephones have it. */
export function drawDifficulty(draw: Draw): Difficulty {
  const heightPx = Math.exp(draw.between(Math.log(HEIGHTS[0]), Math.log(HEIGHTS[1])));
  const blur = draw.between(0, MAX_BLUR);
  const shaken = draw.unit() < 1 / 3;
  return {
    heightPx,
    blur,
    shaken,
    quality: draw.whole(45, 95),
    shot: {
      margin: draw.between(0.01, 0.12),
      tilt: draw.normal() * 5,
      perspective: draw.oneOf([0.004, 0.012, 0.025]),
      ...blurOf(blur * heightPx, { shaken }),
      glare: draw.unit() < 0.2 ? draw.between(40, 180) : 0,
      brightness: draw.between(0.5, 1.05),
      unevenness: draw.between(0, 0.4),
      noise: draw.between(1, 7),
      quarters: draw.unit() < 0.15 ? draw.whole(1, 3) : 0,
    },
  };
}

/** A third of the photographs are shaken: then half of the variance is that of a line, which is length² / 12. */
const blurOf = (
  sigmaPx: number,
  { shaken }: Pick<Difficulty, "shaken">,
): Pick<Shot, "defocusPx" | "shakePx"> => ({
  defocusPx: shaken ? sigmaPx / Math.SQRT2 : sigmaPx,
  shakePx: shaken ? Math.sqrt(6) * sigmaPx : 0,
});
