import { ANDES } from "./andes.ts";
import { BRAZIL } from "./brazil.ts";
import { CENTRAL_AMERICA } from "./central-america.ts";
import { COLOMBIA } from "./colombia.ts";
import { IBERIA } from "./iberia.ts";
import type { IdentifierFacts, IdentifierRule } from "./identifier-rule.ts";
import { MEXICO } from "./mexico.ts";
import { anyPassport, isPassportType, PASSPORTS } from "./passports.ts";
import { SOUTHERN_CONE } from "./southern-cone.ts";
import { UNITED_STATES } from "./united-states.ts";

/** Every rule there is. A country of its own file, or a few rows in that of its region; all are listed here. */
export const IDENTIFIER_RULES: readonly IdentifierRule[] = [
  ...COLOMBIA,
  ...MEXICO,
  ...SOUTHERN_CONE,
  ...ANDES,
  ...BRAZIL,
  ...CENTRAL_AMERICA,
  ...IBERIA,
  ...UNITED_STATES,
  ...PASSPORTS,
];

const RULES = new Map(
  IDENTIFIER_RULES.flatMap((rule) => rule.types.map((type) => [`${rule.country}|${type}`, rule] as const)),
);

/** The rule for a type of identifier of a country; null when none is known. */
export function ruleFor(country: string, type: string): IdentifierRule | null {
  const name = type.toUpperCase();
  return RULES.get(`${country}|${name}`) ?? (isPassportType(name) ? anyPassport(country) : null);
}

export type IdentifierReason =
  | "TYPE_UNKNOWN"
  | "SHAPE_MISMATCH"
  | "DATE_IMPOSSIBLE"
  | "CHECK_DIGIT_FAILED"
  | "CHECK_DIGIT_ABSENT";

export interface IdentifierJudgement {
  /** Whether a rule for the type is known. */
  recognised: boolean;
  /** In capitals, without blanks and punctuation. */
  normalised: string;
  /** `null`: the form fits, and there is no check digit to tell more; also for an unknown type. */
  valid: boolean | null;
  /** True when no such number can exist, by a rule without known exceptions. False says nothing. */
  impossible: boolean;
  checkDigit: "pass" | "fail" | "none";
  /** Only of a number that is not known to be wrong. */
  facts?: IdentifierFacts;
  reasons: IdentifierReason[];
  /** Country and first name of the rule (`MX CURP`); null when none is known. */
  rule: string | null;
  source: string | null;
}

/** What people write between the characters of a number. */
const SEPARATORS = /[\s.,·'’\-‐‑–—_/<]/g;

/**
 * Judges a number by the public rule of its country and type: form, check digit, and what it tells of its holder.
 * A number that passes is well-formed; that it was given to somebody only its issuer can tell.
 * @param country ISO 3166-1 alpha-2
 */
export function judgeIdentifier(told: {
  country: string;
  type: string;
  number: string;
}): IdentifierJudgement {
  const normalised = told.number.normalize("NFKC").toUpperCase().replace(SEPARATORS, "");
  const rule = ruleFor(told.country, told.type);
  if (!rule) {
    return {
      recognised: false,
      normalised,
      valid: null,
      impossible: false,
      checkDigit: "none",
      reasons: ["TYPE_UNKNOWN"],
      rule: null,
      source: null,
    };
  }
  return {
    recognised: true,
    normalised,
    ...judgeByRule(rule, normalised),
    rule: `${rule.country} ${rule.types[0]}`,
    source: rule.source,
  };
}

function judgeByRule(
  rule: IdentifierRule,
  number: string,
): Pick<IdentifierJudgement, "valid" | "impossible" | "checkDigit" | "facts" | "reasons"> {
  const wrong = (reason: IdentifierReason, impossible: boolean, checkDigit: "pass" | "fail" | "none") => ({
    valid: false,
    impossible,
    checkDigit,
    reasons: [reason],
  });
  if (!rule.pattern.test(number)) return wrong("SHAPE_MISMATCH", rule.proof === "shape", "none");
  const agrees = rule.check ? rule.check(number) : null;
  if (agrees === false) {
    return wrong("CHECK_DIGIT_FAILED", rule.proof !== "none" && !rule.doubtful?.(number), "fail");
  }
  const checkDigit = agrees ? "pass" : "none";
  const facts = rule.facts ? rule.facts(number) : {};
  if (!facts) return wrong("DATE_IMPOSSIBLE", false, checkDigit);
  return {
    valid: agrees,
    impossible: false,
    checkDigit,
    ...(Object.keys(facts).length > 0 ? { facts } : {}),
    reasons: rule.check && agrees === null ? ["CHECK_DIGIT_ABSENT"] : [],
  };
}
