import { type GrayPicture, resizeGray } from "../../image/gray.ts";

/** A picture and its halvings, made when first asked for. */
export interface Pyramid {
  full: GrayPicture;
  /** Halved `level` times; the last one that has at least 2 pixels a side when `level` goes beyond. */
  level(level: number): { picture: GrayPicture; shrink: number };
}

export function createPyramid(full: GrayPicture): Pyramid {
  const levels = [full];
  return {
    full,
    level(level) {
      let at = Math.max(0, level);
      while (levels.length <= at) {
        const last = levels[levels.length - 1] as GrayPicture;
        if (last.width < 4 || last.height < 4) break;
        levels.push(resizeGray(last, last.width >> 1, last.height >> 1));
      }
      at = Math.min(at, levels.length - 1);
      const picture = levels[at] as GrayPicture;
      return { picture, shrink: full.width / picture.width };
    },
  };
}
