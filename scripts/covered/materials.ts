import type { Colour } from "../specimen/canvas.ts";

type Random = () => number;

/** Colour of a thing at a place of the face (`face-frame.ts`), in an even light. */
export type Material = (u: number, v: number) => Colour;

const between = (random: Random, low: number, high: number) => low + random() * (high - low);

/** A colour and its shades: each channel a little off, as no two cloths are dyed alike. */
const near = ([red, green, blue]: Colour, by: number, random: Random): Colour => [
  red + between(random, -by, by),
  green + between(random, -by, by),
  blue + between(random, -by, by),
];

const times = ([red, green, blue]: Colour, by: number): Colour => [red * by, green * by, blue * by];

/** Pleats across a mask, darker in their depth. */
function pleated(colour: Colour, random: Random): Material {
  const [every, depth, phase] = [between(random, 0.14, 0.24), between(random, 0.03, 0.14), random()];
  return (_, v) => times(colour, 1 - depth * Math.max(0, Math.sin((v / every + phase) * 2 * Math.PI)) ** 4);
}

/** A mask sewn of two halves, with a seam down its middle. */
function seamed(colour: Colour, random: Random): Material {
  const depth = between(random, 0, 0.2);
  return (u) => times(colour, (1 - 0.18 * u * u) * (1 - depth * Math.exp(-((u / 0.02) ** 2))));
}

const sewn = (colour: Colour, random: Random): Material =>
  random() < 0.6 ? pleated(colour, random) : seamed(colour, random);

export const surgical = (random: Random): Material => pleated(near([135, 180, 210], 22, random), random);
export const white = (random: Random): Material =>
  sewn(times(near([228, 227, 224], 5, random), between(random, 0.85, 1.05)), random);
export const black = (random: Random): Material => sewn(near([38, 38, 40], 14, random), random);

/** Dots, stripes or checks in two colours. */
export function patterned(random: Random): Material {
  const colour = (): Colour => [between(random, 20, 235), between(random, 20, 235), between(random, 20, 235)];
  const [ground, figure] = [colour(), colour()];
  const [every, turn, kind] = [between(random, 0.1, 0.3), random() * Math.PI, Math.floor(random() * 3)];
  const [cos, sin] = [Math.cos(turn) / every, Math.sin(turn) / every];
  return (u, v) => {
    const [a, b] = [u * cos + v * sin, v * cos - u * sin];
    const [fa, fb] = [a - Math.floor(a), b - Math.floor(b)];
    if (kind === 0) return Math.hypot(fa - 0.5, fb - 0.5) < 0.3 ? figure : ground;
    if (kind === 1) return fa < 0.5 ? figure : ground;
    return fa < 0.5 === fb < 0.5 ? figure : ground;
  };
}

/** A mask in the colour of the wearer's own skin, as near as they are sold. */
export const skinColoured = (skin: Colour, random: Random): Material =>
  sewn(near(times(skin, between(random, 0.9, 1.12)), 10, random), random);

/** Knitted rows of a colour, with folds. */
export function knitted(random: Random): Material {
  const colour: Colour = [between(random, 25, 210), between(random, 25, 210), between(random, 25, 210)];
  const [row, folds, phase] = [between(random, 0.05, 0.09), between(random, 0.25, 0.5), random() * 6];
  return (u, v) => {
    const stitch = Math.sin((v / row) * 2 * Math.PI) * Math.cos((u / row) * 2 * Math.PI);
    const fold = Math.sin(((v + 0.25 * u * u) / folds) * 2 * Math.PI + phase);
    return times(colour, 0.85 + 0.1 * stitch + 0.14 * fold);
  };
}

/** Four fingers of the person's own skin beside each other, rounded, darker between them. */
export function fingers(skin: Colour, random: Random): Material {
  const [width, turn, tone] = [
    between(random, 0.17, 0.22),
    between(random, -0.35, 0.35),
    between(random, 0.85, 1.1),
  ];
  const [cos, sin, phase] = [Math.cos(turn), Math.sin(turn), random()];
  return (u, v) => {
    const across = (v * cos + u * sin) / width + phase;
    const part = across - Math.floor(across) - 0.5;
    const along = u * cos - v * sin;
    const knuckle = 0.05 * Math.cos((along / 0.3) * 2 * Math.PI) ** 8;
    return times(
      skin,
      tone * (1.04 - 0.5 * Math.abs(part) ** 1.6 * 2 - knuckle - (Math.abs(part) > 0.46 ? 0.22 : 0)),
    );
  };
}

/** Dark lenses, lighter towards their lower rim by half of all, with what they mirror. */
export function darkLenses(random: Random): Material {
  const colour = near([26, 24, 24], 12, random);
  const [fade, mirror, at] = [
    random() < 0.5 ? between(random, 20, 70) : 0,
    between(random, 0, 70),
    between(random, -0.5, 0.5),
  ];
  return (u, v) => {
    const light =
      fade * Math.max(0, Math.min(1, (v + 0.15) / 0.4)) + mirror * Math.exp(-(((u - at) / 0.12) ** 2));
    return [colour[0] + light, colour[1] + light, colour[2] + light];
  };
}
