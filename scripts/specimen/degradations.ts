import type { Shot } from "./photograph.ts";
import type { Draw } from "./seeded.ts";

/** What can be asked of the camera by name, each moderate: a careful reader should still manage most of them. */
export const DEGRADATIONS: Readonly<Record<string, (draw: Draw) => Partial<Shot> & { quality?: number }>> = {
  perspective: () => ({ perspective: 0.025, margin: 0.12 }),
  blur: (draw) => ({ defocusPx: draw.between(1.2, 2) }),
  motion: (draw) => ({ shakePx: draw.between(2, 4) }),
  glare: (draw) => ({ glare: draw.between(60, 160) }),
  rotation: (draw) => ({ tilt: draw.between(-12, 12), margin: 0.1 }),
  "quarter-turn": (draw) => ({ quarters: draw.whole(1, 3) }),
  "low-light": (draw) => ({ brightness: draw.between(0.35, 0.5), unevenness: 0.4, noise: 8 }),
  jpeg: (draw) => ({ quality: draw.whole(25, 45) }),
  far: () => ({ scale: 0.5, margin: 0.3 }),
};
