import { describe, expect, it } from "vitest";
import { chooseLocale } from "../../src/http/locale.ts";

describe("the language of an answer", () => {
  it.each([
    [null, "es"],
    ["", "es"],
    ["en", "en"],
    ["en-US", "en"],
    ["EN-gb", "en"],
    ["es-CO,es;q=0.9,en;q=0.8", "es"],
    ["en-US,en;q=0.9,es;q=0.8", "en"],
    ["es;q=0.4, en;q=0.5", "en"],
    ["fr-FR, en;q=0.1", "en"],
    ["fr, de", "es"],
    ["en;q=0", "es"],
    ["en;q=abc, es;q=0.1", "es"],
    ["en;q=7", "es"],
    ["*", "es"],
    ["english", "es"],
    ["en;Q=0.5", "en"],
  ])("for Accept-Language %j is %s", (header, locale) => {
    expect(chooseLocale(header)).toBe(locale);
  });
});
