import { describe, expect, it } from "vitest";
import { openUntilAfter, stateOf } from "../../../../src/features/background/criminal/circuit.ts";
import {
  type DateFormat,
  readDate,
  writeDate,
} from "../../../../src/features/background/criminal/date-format.ts";
import { isPointer, readAt } from "../../../../src/features/background/criminal/json-pointer.ts";

describe("the circuit", () => {
  it.each([
    [0, 0],
    [4, 0],
    [5, 30_000],
    [6, 60_000],
    [9, 480_000],
    [10, 600_000],
    [40, 600_000],
  ])("after %d failures in a row lets nobody through for %d ms", (failures, pauseMs) => {
    expect(openUntilAfter(failures, 1_000)).toBe(pauseMs === 0 ? 0 : 1_000 + pauseMs);
  });

  it("is closed, then open, then half open", () => {
    expect(stateOf({ failures: 4, openUntil: 0 }, 10)).toBe("closed");
    expect(stateOf({ failures: 5, openUntil: 11 }, 10)).toBe("open");
    expect(stateOf({ failures: 5, openUntil: 10 }, 10)).toBe("half_open");
  });
});

describe("dates of registers", () => {
  it.each<[DateFormat, string]>([
    ["DD/MM/YYYY", "15/01/1990"],
    ["DD-MM-YYYY", "15-01-1990"],
    ["MM/DD/YYYY", "01/15/1990"],
    ["YYYYMMDD", "19900115"],
    ["YYYY-MM-DD", "1990-01-15"],
  ])("in %s are written and read back", (format, text) => {
    expect(writeDate("1990-01-15", format)).toBe(text);
    expect(readDate(text, format)).toBe("1990-01-15");
    expect(readDate(`${text} 01:46:37 p. m.`, format)).toBe("1990-01-15");
  });

  it.each(["31/02/2019", "1/2/2019", "15.01.1990", "", "soon"])("do not read %j as one", (text) => {
    expect(readDate(text, "DD/MM/YYYY")).toBeNull();
  });
});

/** RFC 6901 §5. */
const RFC_6901 = { foo: ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "m~n": 8, " ": 7 };

describe("JSON pointers", () => {
  it.each<[string, unknown]>([
    ["", RFC_6901],
    ["/foo", ["bar", "baz"]],
    ["/foo/0", "bar"],
    ["/", 0],
    ["/a~1b", 1],
    ["/c%d", 2],
    ["/m~0n", 8],
    ["/ ", 7],
    ["/foo/00", undefined],
    ["/foo/-", undefined],
    ["/foo/length", undefined],
    ["/toString", undefined],
  ])("name with %j what the standard says", (pointer, value) => {
    expect(readAt(RFC_6901, pointer)).toEqual(value);
  });

  it.each(["foo", "/a~2", "/__proto__", "/a/constructor/b"])("refuse %s", (text) => {
    expect(isPointer(text)).toBe(false);
  });
});
