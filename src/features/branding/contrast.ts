/** Six hexadecimal digits after `#`; nothing else is a colour here, so that nothing else can get into a style. */
export const HEX_COLOUR = /^#[0-9a-f]{6}$/;

/** WCAG 2.2, success criterion 1.4.3 (AA): text of usual size against what is behind it. */
export const LEAST_CONTRAST = 4.5;

/** The channel's light, from sRGB's gamma (WCAG 2.2, "relative luminance"). */
function linear(channel: number): number {
  const value = channel / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

/** Relative luminance of `#rrggbb`, 0 (black) to 1 (white). */
export function luminance(colour: string): number {
  const channel = (at: number) => linear(Number.parseInt(colour.slice(at, at + 2), 16));
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

/** Contrast of two colours, 1 to 21 (WCAG 2.2, "contrast ratio"); the order does not matter. */
export function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** To be shown: cut, not rounded, so that 4.499 never reads as enough. */
export const shownRatio = (ratio: number): number => Math.floor(ratio * 100) / 100;

/** Black or white, whichever is read better on a colour: one of the two always has at least 4.58. */
export const readableOn = (colour: string): string =>
  contrast(colour, "#ffffff") >= contrast(colour, "#000000") ? "#ffffff" : "#000000";
