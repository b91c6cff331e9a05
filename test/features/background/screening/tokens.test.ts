import { describe, expect, it } from "vitest";
import { tokenize } from "../../../../src/features/background/screening/tokens.ts";

const classed = (name: string) => tokenize(name).map((token) => `${token.text}:${token.kind}`);

describe("classing the words of a name", () => {
  it.each([
    ["Mr. Rami Makhlouf", ["mr:title", "rami:name", "makhlouf:name"]],
    ["Shaikh Isa bin Tarif", ["shaikh:title", "isa:name", "bin:particle", "tarif:name"]],
    ["Hans J Friedrich", ["hans:name", "j:initial", "friedrich:name"]],
    ["Siemens Aktiengesellschaft", ["siemens:name", "ag:form"]],
    ["TACTICAL MISSILES JOINT STOCK COMPANY", ["tactical:name", "missiles:name", "jsc:form"]],
    ["FABERLIC EUROPE Sp. z o.o.", ["faberlic:name", "europe:name", "spzoo:form"]],
    [
      "Lloyds Banking Group Public Limited Company",
      ["lloyds:name", "banking:name", "holding:form", "plc:form"],
    ],
    ["First International Bank", ["1:number", "international:common", "bank:common"]],
    ["Ig0r Sech1n", ["igor:name", "sechin:name"]],
    ["Abdel Rahman", ["abdul:common", "rahman:name"]],
    [
      "U.S. Department of State",
      ["united:name", "states:name", "department:name", "of:particle", "state:name"],
    ],
  ])("%s", (name, expected) => {
    expect(classed(name)).toEqual(expected);
  });

  it("takes a legal form alone, or where people bear it, for a name", () => {
    expect(classed("Limited")).toEqual(["limited:name"]);
    expect(classed("Co Van")).toEqual(["co:name", "van:particle"]);
  });

  it("marks words of scripts that write no vowels", () => {
    expect(tokenize("محمد").every((token) => token.vowelless)).toBe(true);
    expect(tokenize("Muhammad").some((token) => token.vowelless)).toBe(false);
  });

  it("reads no more than 24 words of a text", () => {
    expect(tokenize("ana ".repeat(500))).toHaveLength(24);
  });
});
