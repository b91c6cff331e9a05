import { describe, expect, it } from "vitest";
import {
  type DateKind,
  type DateOrder,
  printedDate,
} from "../../../../src/features/documents/visual-zone/printed-date.ts";

const NOW = Date.UTC(2026, 10, 23);
const read = (text: string, order: DateOrder = "DMY", kind: DateKind = "birth") =>
  printedDate(text, order, kind, NOW)?.value ?? null;

describe("a printed date", () => {
  it.each([
    ["12 AUG 1994", "1994-08-12"],
    ["12 AGO 1994", "1994-08-12"],
    ["12-AGO-1994", "1994-08-12"],
    ["12/08/1994", "1994-08-12"],
    ["12.08.1994", "1994-08-12"],
    ["12 08 1994", "1994-08-12"],
    ["12081994", "1994-08-12"],
    ["12 081994", "1994-08-12"],
    ["1994-08-12", "1994-08-12"],
    ["1994/AGO/12", null],
    ["12 de agosto de 1994", "1994-08-12"],
    ["12 AGOSTO 1994", "1994-08-12"],
    ["12 DEZEMBRO 1994", "1994-12-12"],
    ["12 AUG/AOÛT 94", "1994-08-12"],
    ["12 AUGUST/AOQUT 74", "1974-08-12"],
    ["30 MAR/MAR 1972", "1972-03-30"],
    ["12 SET 1990", "1990-09-12"],
    ["08/12/94", "1994-12-08"],
    ["I2-AG0-I994", "1994-08-12"],
    ["12 JUI 1994", null],
    ["12 JUIL 1994", "1994-07-12"],
  ])("%s is %s where the day comes first", (text, value) => {
    expect(read(text)).toBe(value);
  });

  it.each([
    ["08/12/94", "1994-08-12"],
    ["08/12/1994", "1994-08-12"],
    ["AUG 12, 1994", "1994-08-12"],
  ])("%s is %s where the month comes first", (text, value) => {
    expect(read(text, "MDY")).toBe(value);
  });

  it.each(["31/02/1990", "12 XYZ 1994", "00/08/1994", "1994", "BOGOTA D.C.", "12 08", "12/13/1994"])(
    "%s is none",
    (text) => {
      expect(read(text)).toBeNull();
    },
  );

  it("lies in the past for a birth, and may lie ahead for an expiry", () => {
    expect(read("12 08 2034")).toBeNull();
    expect(read("12 08 2034", "DMY", "expiry")).toBe("2034-08-12");
    expect(read("12 08 34", "DMY", "expiry")).toBe("2034-08-12");
    expect(read("12 08 34")).toBe("1934-08-12");
  });

  it("may be the last year of a span, for an expiry alone", () => {
    expect(read("2019 - 2029", "DMY", "expiry")).toBe("2029");
    expect(read("2019 - 2029")).toBeNull();
  });

  it("leaves what stands behind it: the place of issue", () => {
    expect(printedDate("12-AGO-2012 BOGOTA D.C.", "DMY", "issue", NOW)).toEqual({
      value: "2012-08-12",
      rest: "BOGOTA D C",
    });
  });
});
