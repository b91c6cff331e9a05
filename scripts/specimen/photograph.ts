import { defocus, grain, light, reflect, shake, turned } from "./camera.ts";
import { type Canvas, createCanvas, fillRectangle, type Spot } from "./canvas.ts";
import { place } from "./place.ts";
import type { Draw } from "./seeded.ts";

/** How a sheet is photographed; lengths in pixels of the photograph. */
export interface Shot {
  /** Pixels of the photograph to one of the sheet. */
  scale: number;
  /** Room around the sheet, as a share of its width. */
  margin: number;
  /** Degrees by which the sheet lies aslant, clockwise. */
  tilt: number;
  /** How far corners leave the rectangle, as a share of the sheet's width. */
  perspective: number;
  defocusPx: number;
  shakePx: number;
  /** Strength of a reflection, of 255; 0 for none. */
  glare: number;
  brightness: number;
  /** Difference of light between the sides, as a share. */
  unevenness: number;
  /** Deviation of the sensor's noise, of 255. */
  noise: number;
  quarters: number;
}

/** A sheet seen straight from above, lit evenly, sharp. */
export const PLAIN_SHOT: Shot = {
  scale: 1,
  margin: 0.02,
  tilt: 0,
  perspective: 0,
  defocusPx: 0,
  shakePx: 0,
  glare: 0,
  brightness: 1,
  unevenness: 0,
  noise: 1.5,
  quarters: 0,
};

/** The photograph of a sheet on a table. What the shot leaves open (which corner, which side) is drawn. */
export function photograph(sheet: Canvas, shot: Shot, draw: Draw): Canvas {
  const width = sheet.width * shot.scale;
  const height = sheet.height * shot.scale;
  const turn = (shot.tilt * Math.PI) / 180;
  const corners = (
    [
      [-width, -height],
      [width, -height],
      [width, height],
      [-width, height],
    ] as const
  ).map(([x, y]): Spot => {
    const u = x / 2 + draw.normal() * shot.perspective * width;
    const v = y / 2 + draw.normal() * shot.perspective * width;
    return [u * Math.cos(turn) - v * Math.sin(turn), u * Math.sin(turn) + v * Math.cos(turn)];
  });
  const left = Math.min(...corners.map(([x]) => x)) - shot.margin * width;
  const top = Math.min(...corners.map(([, y]) => y)) - shot.margin * width;
  const right = Math.max(...corners.map(([x]) => x)) + shot.margin * width;
  const bottom = Math.max(...corners.map(([, y]) => y)) + shot.margin * width;
  const scene = table(Math.round(right - left), Math.round(bottom - top), draw);
  place(
    scene,
    sheet,
    corners.map(([x, y]): Spot => [x - left, y - top]),
  );
  const slope = () => draw.between(-1, 1) * shot.unevenness;
  light(scene, shot.brightness, slope(), slope());
  if (shot.glare > 0) {
    const at = (side: number) => draw.between(0.15, 0.85) * side;
    reflect(scene, at(scene.width), at(scene.height), draw.between(0.06, 0.16) * scene.width, shot.glare);
  }
  defocus(scene, shot.defocusPx);
  shake(scene, shot.shakePx, draw.between(0, 180));
  grain(scene, shot.noise, draw);
  return turned(scene, shot.quarters);
}

/** A table top of a few soft shades. */
function table(width: number, height: number, draw: Draw): Canvas {
  const shade = draw.whole(40, 150);
  const scene = createCanvas(width, height, [
    shade,
    shade + draw.whole(-12, 12),
    shade + draw.whole(-16, 16),
  ]);
  for (let plank = 0; plank < 5; plank++) {
    const tone = draw.whole(30, 160);
    fillRectangle(scene, draw.unit() * width, 0, draw.unit() * width * 0.4, height, [tone, tone, tone], 0.2);
  }
  return scene;
}
