import { describe, expect, it } from "vitest";
import { POTENTIAL_SCORE } from "../../../../src/features/background/screening/bands.ts";
import { scoreNames } from "../../../../src/features/background/screening/score-name.ts";
import { tokenize } from "../../../../src/features/background/screening/tokens.ts";

const score = (a: string, b: string) => scoreNames(tokenize(a), tokenize(b)).score;

describe("the score of two names", () => {
  it.each([
    ["a misspelling", "Alexandr Lukashnko", "Alexander Lukashenko"],
    ["two words written as one", "RamiMakhlouf", "Rami Makhlouf"],
    ["one word written as two", "Nikolai Patr ushev", "Nikolai Platonovich Patrushev"],
    ["another order", "bin Salman Mohammed", "Mohammed bin Salman"],
    ["surname first", "Putin, Vladimir", "Vladimir Putin"],
    ["a title in front", "Mr. Rami Makhlouf", "Rami Makhlouf"],
    ["an initial", "N. Nazarbayev", "Nursultan Nazarbayev"],
    ["a patronymic left out", "Sergey Lavrov", "Sergey Viktorovich Lavrov"],
    ["a familiar form", "Ted Doe", "Theodore Doe"],
    ["another romanisation", "Usama bin Ladin", "Osama bin Laden"],
    ["another script", "Володимир Зеленський", "Volodymyr Oleksandrovych Zelenskyy"],
    ["Japanese script", "バラク・オバマ", "Barack Obama"],
    ["Korean script", "김정은", "Kim Jong Un"],
    ["Chinese script", "习近平", "Xi Jinping"],
    ["Arabic script", "صدام حسين", "Saddam Hussein"],
    ["digits for letters", "Ig0r Sech1n", "Igor Sechin"],
    [
      "one legal form or another",
      "JSC TACTICAL MISSILES CORP.",
      "TACTICAL MISSILES CORPORATION JOINT STOCK COMPANY",
    ],
    ["no legal form", "Deutsche Bank", "Deutsche Bank AG"],
    ["both surnames of Spanish use or one", "Joaquín Guzmán", "Joaquín Guzmán Loera"],
  ])("stands with %s: %s, %s", (_case, a, b) => {
    expect(score(a, b)).toBeGreaterThanOrEqual(POTENTIAL_SCORE);
  });

  it.each([
    ["another given name", "Boris Netanyahu", "Benjamin Netanyahu"],
    ["another surname", "Dmitry Mendeleev", "Dmitry Medvedev"],
    ["another patronymic", "Sergey Viktorovich Lavrov", "Sergey Borisovitch Lavrov"],
    ["another initial", "Hans O Friedrich", "Hans Joachim Friedrich"],
    ["one brother for another", "Ihab Makhlouf", "Rami Makhlouf"],
    ["son and father changed places", "AHMAD BIN HASAN AL-UBAIDI", "HASAN BIN AHMAD AL-UBAIDI"],
    ["another place", "Bowne of Dallas, L.P.", "Bowne of Phoenix, Inc."],
    ["nothing but the legal form in common", "Iskra LLC", "Vector LLC"],
    ["nothing but particles in common", "Ana de la Cruz", "Juan de la Torre"],
  ])("falls with %s: %s, %s", (_case, a, b) => {
    expect(score(a, b)).toBeLessThan(POTENTIAL_SCORE);
  });

  it("is 1 for the same name and stays between 0 and 1", () => {
    for (const name of ["Ana Ruiz", "Kim Jong Un", "Petróleos de Venezuela, S.A.", "محمد"]) {
      expect(score(name, name)).toBe(1);
      expect(score(name, "Zbigniew Brzęczyszczykiewicz")).toBeGreaterThanOrEqual(0);
    }
  });

  it("says which words were paired, how, and which were left", () => {
    const { alignment } = scoreNames(tokenize("Sergey Lavrof"), tokenize("Sergei Viktorovich Lavrov"));
    expect(alignment.pairs.map(({ query, entry }) => [query, entry])).toEqual([
      [[0], [0]],
      [[1], [2]],
    ]);
    expect(alignment.queryLeft).toEqual([]);
    expect(alignment.entryLeft).toEqual([1]);
  });
});
