import { describe, expect, it } from "vitest";
import { mrzLayout, runChecks } from "../../src/kernel/mrz-format.ts";
import { isLegible } from "../../src/kernel/mrz-legibility.ts";

const SPECIMEN = [
  "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
  "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
];

describe("legibility", () => {
  const sure = () => [new Array<number>(44).fill(0.99), new Array<number>(44).fill(0.99)];

  it("asks more of names than of what a check digit covers", () => {
    const name = sure();
    (name[0] as number[])[6] = 0.7;
    expect(isLegible(mrzLayout("TD3"), SPECIMEN, name)).toBe(false);
    const number = sure();
    (number[1] as number[])[5] = 0.7;
    expect(isLegible(mrzLayout("TD3"), SPECIMEN, number)).toBe(true);
    (number[1] as number[])[5] = 0.5;
    expect(isLegible(mrzLayout("TD3"), SPECIMEN, number)).toBe(false);
  });

  // A synthetic photograph (eval:photos, seed 500039): both zeros at the head of a number were read as O.
  it("does not rely on a digit that two equal misreads leave as it was", () => {
    const td1 = mrzLayout("TD1");
    const read = [
      "C<BRAOO32697656<<<<<<<<<<<<<<<",
      "9902233M3812125CHL<<<<<<<<<<<4",
      "SZEKELY<<INAKI<INAKI<<<<<<<<<<",
    ];
    expect([...runChecks(td1, read).values()]).not.toContain(false);
    const confidences = read.map(() => new Array<number>(30).fill(0.99));
    (confidences[0] as number[]).splice(5, 2, 0.7, 0.7);
    expect(isLegible(td1, read, confidences)).toBe(false);
    (confidences[0] as number[]).splice(5, 2, 0.99, 0.7);
    expect(isLegible(td1, read, confidences)).toBe(true);
  });

  // A synthetic photograph (eval:photos, seed 100287): the R was read as H, and 27 and 17 are one to a check digit.
  it("does not rely on a digit where a look-alike leaves it as it was", () => {
    const td2 = mrzLayout("TD2");
    const lines = (number: string) => [
      "I<PERQUISPE<MAMANI<<WEI<ANNA<<<<<<<<",
      `${number}4COL8602167M2904238<<<<<<<2`,
    ];
    for (const number of ["R8SBZA049", "H8SBZA049"]) {
      const read = lines(number);
      expect([...runChecks(td2, read).values()]).not.toContain(false);
      const confidences = read.map((line) => new Array<number>(line.length).fill(0.99));
      (confidences[1] as number[])[0] = 0.69;
      expect(isLegible(td2, read, confidences)).toBe(false);
      // No letter is a twin of a Z, and no letter may stand in a date.
      (confidences[1] as number[])[0] = 0.99;
      (confidences[1] as number[])[4] = 0.69;
      (confidences[1] as number[])[13] = 0.69;
      expect(isLegible(td2, read, confidences)).toBe(true);
    }
  });
});
