import type { Point } from "../../ports/picture.ts";

/**
 * A text line's own coordinates on the upright picture: `u` runs along the line in pixels from its middle, `v`
 * across it, downwards as the text stands. Straight lines have a constant `centre`; bent pages and perspective
 * make it a curve of `u`.
 */
export interface LineFrame {
  x: number;
  y: number;
  /** Radians clockwise from the picture's x axis to the reading direction. */
  angle: number;
  from: number;
  to: number;
  /** v of the middle of the capitals: c0 + c1·u + c2·u². */
  centre: readonly [number, number, number];
  /** Height of a capital: h0 + h1·u. */
  cap: readonly [number, number];
}

export const centreAt = ({ centre: [c0, c1, c2] }: LineFrame, u: number): number => c0 + u * (c1 + u * c2);

/** Never less than 3 px: nothing smaller can be read, and an extrapolated slope may reach zero. */
export const capAt = ({ cap: [h0, h1] }: LineFrame, u: number): number => Math.max(3, h0 + h1 * u);

/** The point of the picture at (u, v). */
export function pointAt(frame: LineFrame, u: number, v: number): Point {
  const cos = Math.cos(frame.angle);
  const sin = Math.sin(frame.angle);
  return [frame.x + u * cos - v * sin, frame.y + u * sin + v * cos];
}

/** The same line read from the other end, for text that stands on its head. */
export function reversed(frame: LineFrame): LineFrame {
  const [c0, c1, c2] = frame.centre;
  return {
    ...frame,
    angle: frame.angle + Math.PI,
    from: -frame.to,
    to: -frame.from,
    centre: [-c0, c1, -c2],
    cap: [frame.cap[0], -frame.cap[1]],
  };
}

/** The frame moved across itself by `distance` pixels. */
export function shifted(frame: LineFrame, distance: number): LineFrame {
  const [c0, c1, c2] = frame.centre;
  return { ...frame, centre: [c0 + distance, c1, c2] };
}

/** Corners of the band from `from` to `to` and half a line above and below the capitals, clockwise. */
export function bandPolygon(frame: LineFrame, from: number, to: number): Point[] {
  const edge = (u: number, side: number) =>
    pointAt(frame, u, centreAt(frame, u) + side * capAt(frame, u) * 0.7);
  return [edge(from, -1), edge(to, -1), edge(to, 1), edge(from, 1)];
}
