import type { Brand } from "./brand.ts";
import { HEX_COLOUR } from "./contrast.ts";
import { FONT_STACKS } from "./fonts.ts";

/** A colour as it may stand in a style. Throws for anything but `#rrggbb`: a row is never trusted with a style. */
export function cssColour(colour: string): string {
  if (!HEX_COLOUR.test(colour)) throw new Error("not a colour");
  return colour;
}

/** The custom properties that a page of the brand is drawn with. */
export function brandVariables({ colors, font }: Brand): string {
  const { primary, onPrimary, background, text, link } = colors;
  return [
    `--primary:${cssColour(primary)}`,
    `--on-primary:${cssColour(onPrimary)}`,
    `--background:${cssColour(background)}`,
    `--text:${cssColour(text)}`,
    `--link:${cssColour(link)}`,
    `--font:${FONT_STACKS[font]}`,
  ].join(";");
}
