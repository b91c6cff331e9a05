/** What a number itself says of its holder. */
export interface IdentifierFacts {
  /** `YYYY-MM-DD` */
  dateOfBirth?: string;
  /** `YYMMDD`, where the number does not tell the century. */
  shortDateOfBirth?: string;
  sex?: "F" | "M" | "X";
  /** ISO 3166-2 of the place of birth or registration. */
  region?: string;
}

/** How a kind of number is built, as its issuer or the best public source tells it. */
export interface IdentifierRule {
  /** ISO 3166-1 alpha-2. */
  country: string;
  /** What people call it, in capitals; the first names the rule. */
  types: readonly [string, ...string[]];
  /** In full, in the language of the country. */
  title: string;
  /** The form in words, for the documentation. */
  layout: string;
  /** Of the number in capitals without blanks and punctuation. */
  pattern: RegExp;
  /** The check digit's algorithm in words; absent where none exists or none is public. */
  algorithm?: string;
  /**
   * Of a number that fits the pattern: whether its check digit agrees; null when it carries none or its issuer is
   * known to have left the rule for such a number.
   */
  check?: (number: string) => boolean | null;
  /**
   * Of a number whose digit disagrees: whether it may be a number written without its digit, or of a range with
   * known exceptions. Such a disagreement proves nothing.
   */
  doubtful?: (number: string) => boolean;
  /** What the number tells; null when that is impossible, as a 31st of February. */
  facts?: (number: string) => IdentifierFacts | null;
  /**
   * What is proof that no such number exists: nothing, a check digit that disagrees, or any misfit. `check` only
   * where the issuer or the law gives the rule and no exceptions are known: a person with a rare number must
   * not be refused.
   */
  proof: "none" | "check" | "shape";
  /** Where the rule stands. */
  source: string;
}
