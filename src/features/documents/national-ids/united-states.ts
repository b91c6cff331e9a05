import type { IdentifierRule } from "./identifier-rule.ts";

export const UNITED_STATES: readonly IdentifierRule[] = [
  {
    country: "US",
    types: ["SSN"],
    title: "Social Security number",
    layout: "3 digits (not 000, 666, 900-999), 2 digits (not 00), 4 digits (not 0000)",
    pattern: /^(?!000|666|9)\d{3}(?!00)\d{2}(?!0000)\d{4}$/,
    proof: "shape",
    source: "Social Security Administration, ssa.gov/employer/randomization.html",
  },
];
