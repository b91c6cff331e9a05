import { describe, expect, it } from "vitest";
import { MRZ_ALPHABET } from "../../../../src/kernel/mrz-format.ts";
import { chooseFormats } from "../../../../src/vision/text/mrz/choose-format.ts";
import { NET_CLASSES } from "../../../../src/vision/text/mrz/mrz-net.ts";
import type { CellScores } from "../../../../src/vision/text/mrz/read-cells.ts";

/** Cells as a sure net would score them: `_` is a gap, other characters stand for themselves. */
function scores(print: string, doubts: Record<number, [string, number]> = {}): CellScores {
  const logs = new Float32Array(print.length * NET_CLASSES).fill(Math.log(1e-5));
  [...print].forEach((char, cell) => {
    const set = (one: string, share: number) => {
      logs[cell * NET_CLASSES + (one === "_" ? 0 : MRZ_ALPHABET.indexOf(one) + 1)] = Math.log(share);
    };
    const [other, share] = doubts[cell] ?? ["", 0];
    set(char, 0.99 - share);
    if (other) set(other, share);
  });
  return { first: -5, cells: print.length, logs };
}

const framed = (line: string) => `_____${line}_____`;
const PASSPORT = [
  "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
  "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
];

describe("choosing a format", () => {
  it("finds the format whose lines fit what is printed", () => {
    const [best] = chooseFormats(PASSPORT.map((line) => scores(framed(line))));
    expect(best?.layout.format).toBe("TD3");
    expect(best?.lines).toEqual(PASSPORT);
    expect([...(best?.checks.values() ?? [])]).not.toContain(false);
  });

  it("passes over a line that does not belong", () => {
    const lines = [`${"_".repeat(20)}HELLO${"_".repeat(29)}`, ...PASSPORT.map(framed)].map((line) =>
      scores(line),
    );
    const [best] = chooseFormats(lines);
    expect(best).toMatchObject({ firstLine: 1, lines: PASSPORT });
  });

  it("takes a digit where ICAO demands one, even if the letter like it scores a little higher", () => {
    const second = (PASSPORT[1] as string).replace("740812", "74O812");
    const [best] = chooseFormats([
      scores(framed(PASSPORT[0] as string)),
      scores(framed(second), { [5 + 15]: ["0", 0.4] }),
    ]);
    expect(best?.lines[1]).toBe(PASSPORT[1]);
  });

  it("leaves a letter in the number, which may hold both, though the check digit then fails", () => {
    const second = `O${(PASSPORT[1] as string).slice(1)}`;
    const [best] = chooseFormats([
      scores(framed(PASSPORT[0] as string)),
      scores(framed(second), { 5: ["L", 0.3] }),
    ]);
    expect(best?.lines[1]).toBe(second);
    expect(best?.checks.get("documentNumber")).toBe(false);
  });

  it("is not sure of a character that it was forced to take", () => {
    const second = (PASSPORT[1] as string).replace("F", "Q");
    const [best] = chooseFormats([scores(framed(PASSPORT[0] as string)), scores(framed(second))]);
    expect(best?.confidences[1]?.[20]).toBeLessThan(0.05);
  });

  it("never takes part of a longer zone for a shorter format", () => {
    const visa = [
      "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
      "L8988901C4XXX4009078F9612109<<<<<<<<<<<<<<<<",
    ];
    // The last fillers lie beyond what was read: no format of 44 fits in.
    const cut = visa.map((line) => scores(`_____${line.slice(0, 41)}`));
    expect(chooseFormats(cut).map(({ layout }) => layout.format)).not.toContain("MRVB");
  });

  it("does not read a passport whose composite fails as a visa, which has none", () => {
    const second = `${(PASSPORT[1] as string).slice(0, 43)}1`;
    const read = chooseFormats([scores(framed(PASSPORT[0] as string)), scores(framed(second))]);
    expect(read.map(({ layout }) => layout.format)).not.toContain("MRVA");
    expect(read[0]?.layout.format).toBe("TD3");
    expect(read[0]?.checks.get("composite")).toBe(false);
  });
});
