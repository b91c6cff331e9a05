import { describe, expect, it } from "vitest";
import { ISSUE_CODES } from "../../src/i18n/catalogue.ts";
import { en } from "../../src/i18n/en.ts";
import { es } from "../../src/i18n/es.ts";
import { errorMessage, issueMessage, reasonMessage } from "../../src/i18n/messages.ts";
import { ERRORS } from "../../src/kernel/errors.ts";
import { REASONS } from "../../src/kernel/reasons.ts";

const catalogues = { es, en };

describe.each(["es", "en"] as const)("the catalogue in %s", (locale) => {
  const catalogue = catalogues[locale];

  it("has a sentence for every error, every finding and every issue, and none besides", () => {
    expect(Object.keys(catalogue.errors).sort()).toEqual(Object.keys(ERRORS).sort());
    expect(Object.keys(catalogue.reasons).sort()).toEqual(Object.keys(REASONS).sort());
    expect(Object.keys(catalogue.issues).sort()).toEqual([...ISSUE_CODES].sort());
    for (const text of Object.values({ ...catalogue.errors, ...catalogue.reasons, ...catalogue.issues })) {
      expect(text).toMatch(/^\p{Lu}.{8,}\.$/u);
    }
  });

  it("names a bound when it is known, and leaves no placeholder when it is not", () => {
    for (const code of ISSUE_CODES) {
      expect(issueMessage(locale, code)).not.toMatch(/[{}]|\(\)/);
      expect(issueMessage(locale, code, 7)).not.toMatch(/[{}]/);
    }
    expect(issueMessage(locale, "TOO_LONG", 7)).toContain("7");
  });

  it("takes a finding's text for a detail that names a finding, and has none for a stranger", () => {
    expect(issueMessage(locale, "NO_FACE")).toBe(reasonMessage(locale, "NO_FACE"));
    expect(issueMessage(locale, "toString")).toBeNull();
  });
});

describe("the two languages", () => {
  it("say something different for every code", () => {
    for (const code of Object.keys(ERRORS) as (keyof typeof ERRORS)[]) {
      expect(errorMessage("es", code)).not.toBe(errorMessage("en", code));
    }
    for (const code of Object.keys(REASONS) as (keyof typeof REASONS)[]) {
      expect(reasonMessage("es", code)).not.toBe(reasonMessage("en", code));
    }
  });

  it("do not tell a person that a list names them", () => {
    for (const locale of ["es", "en"] as const) {
      for (const code of ["WATCHLIST_MATCH", "WATCHLIST_POTENTIAL_MATCH", "BLOCKLISTED"] as const) {
        expect(reasonMessage(locale, code)).not.toMatch(/list|sanc/i);
      }
    }
  });
});
