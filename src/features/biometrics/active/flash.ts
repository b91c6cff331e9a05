/** What the screen is filled with: full primaries and pairs of them, which a camera's three channels tell apart. */
export const FLASH_COLOURS = ["red", "green", "blue", "yellow", "magenta", "cyan"] as const;
export type FlashColour = (typeof FLASH_COLOURS)[number];

/** As `#rrggbb`. */
export const HEX: Readonly<Record<FlashColour, string>> = {
  red: "#ff0000",
  green: "#00ff00",
  blue: "#0000ff",
  yellow: "#ffff00",
  magenta: "#ff00ff",
  cyan: "#00ffff",
};

/** Light (0 or 1) of red, green and blue. */
export const LIGHT: Readonly<Record<FlashColour, readonly [number, number, number]>> = {
  red: [1, 0, 0],
  green: [0, 1, 0],
  blue: [0, 0, 1],
  yellow: [1, 1, 0],
  magenta: [1, 0, 1],
  cyan: [0, 1, 1],
};

/** 3,720 sequences: a recording made before fits one of them by chance alone. */
const FLASHES = 5;
/** Fewer kinds could leave a channel of the camera without any change to see. */
const FEWEST_KINDS = 3;
/** Two frames of a camera that sends five a second, after the screen and the exposure have settled. */
export const FLASH_MS = 600;

/**
 * Draws the colours that the screen shows one after the other: none twice in a row, three kinds at least.
 * @param below Gives a uniform whole number from 0 up to but not including its argument.
 */
export function drawFlash(below: (limit: number) => number): FlashColour[] {
  for (;;) {
    const colours: FlashColour[] = [];
    while (colours.length < FLASHES) {
      const left = FLASH_COLOURS.filter((colour) => colour !== colours.at(-1));
      colours.push(left[below(left.length)] as FlashColour);
    }
    if (new Set(colours).size >= FEWEST_KINDS) return colours;
  }
}

/** The colours of a stored challenge. */
export const readFlash = (stored: readonly string[]): FlashColour[] =>
  stored.flatMap((name) => FLASH_COLOURS.find((colour) => colour === name) ?? []);
