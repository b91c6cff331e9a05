import type { Canvas, Spot } from "./canvas.ts";
import { crop } from "./crop.ts";
import { homography } from "./homography.ts";

/**
 * Lays a sheet into a scene, its corners (clockwise from the top left) at the given points of the scene; seen from
 * a distance each pixel is the mean of what lies under it, as on a sensor.
 */
export function place(scene: Canvas, sheet: Canvas, corners: readonly Spot[]): void {
  const widest = Math.max(length(corners, 0, 1), length(corners, 3, 2));
  const seen =
    widest < sheet.width
      ? crop(
          sheet,
          {
            centreX: sheet.width / 2,
            centreY: sheet.height / 2,
            width: sheet.width,
            height: sheet.height,
          },
          Math.max(1, Math.round(widest)),
          Math.max(1, Math.round((widest * sheet.height) / sheet.width)),
        )
      : sheet;
  const { width, height } = seen;
  const back = homography(corners, [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
  ]);
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = back;
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  const right = Math.min(scene.width - 1, Math.ceil(Math.max(...xs)));
  const bottom = Math.min(scene.height - 1, Math.ceil(Math.max(...ys)));
  for (let y = Math.max(0, Math.floor(Math.min(...ys))); y <= bottom; y++) {
    for (let x = Math.max(0, Math.floor(Math.min(...xs))); x <= right; x++) {
      // The projection written out: a point for each pixel would be most of the time.
      const depth = g * (x + 0.5) + h * (y + 0.5) + 1;
      const u = (a * (x + 0.5) + b * (y + 0.5) + c) / depth;
      const v = (d * (x + 0.5) + e * (y + 0.5) + f) / depth;
      // Half a pixel's softness at the sheet's edge.
      const inside = Math.min(u, v, width - u, height - v) + 0.5;
      if (inside > 0)
        copyPixel(scene, (y * scene.width + x) * 4, seen, u - 0.5, v - 0.5, Math.min(1, inside));
    }
  }
}

const length = (corners: readonly Spot[], from: number, to: number): number => {
  const [[x0, y0], [x1, y1]] = [corners[from] as Spot, corners[to] as Spot];
  return Math.hypot(x1 - x0, y1 - y0);
};

/** The colour between four pixels, laid over the scene's. */
function copyPixel(scene: Canvas, at: number, sheet: Canvas, x: number, y: number, alpha: number): void {
  const { data } = sheet;
  const left = Math.max(0, Math.min(sheet.width - 2, Math.floor(x)));
  const top = Math.max(0, Math.min(sheet.height - 2, Math.floor(y)));
  const across = Math.max(0, Math.min(1, x - left));
  const down = Math.max(0, Math.min(1, y - top));
  const corner = (top * sheet.width + left) * 4;
  const below = corner + sheet.width * 4;
  for (let channel = 0; channel < 3; channel++) {
    const upperLeft = corner + channel;
    const lowerLeft = below + channel;
    const upper = (data[upperLeft] as number) * (1 - across) + (data[upperLeft + 4] as number) * across;
    const lower = (data[lowerLeft] as number) * (1 - across) + (data[lowerLeft + 4] as number) * across;
    const under = scene.data[at + channel] as number;
    scene.data[at + channel] = under + (upper * (1 - down) + lower * down - under) * alpha;
  }
}
