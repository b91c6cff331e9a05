import { isProtected, MRZ_CLASSES, type MrzCheck, type MrzLayout, WEIGHTS } from "./mrz-format.ts";

/** What a place weighs in the sum of a check, 0 where the check does not cover it. */
function weightIn({ over }: MrzCheck, line: number, column: number): number {
  let before = 0;
  for (const part of over) {
    if (part.line === line && column >= part.from && column < part.to)
      return WEIGHTS[(before + column - part.from) % 3] as number;
    before += part.to - part.from;
  }
  return 0;
}

/**
 * Whether one and the same misread at both places leaves every check digit as it is: weights of 7 and 3 make ten of
 * any difference, so that 00 taken for OO at the head of a number goes unnoticed.
 */
function hideEachOther(layout: MrzLayout, line: number, one: number, other: number): boolean {
  return layout.checks.every((rule) => (weightIn(rule, line, one) + weightIn(rule, line, other)) % 10 === 0);
}

/**
 * Characters that blurred print makes alike and whose values (9303-3 §4.9) differ by ten or twenty: to a check digit they
 * are one and the same.
 */
const TWINS = ["6GQ", "8S", "1L", "HR", "FP", "MW", "DN", "9J"];

/** Whether a look-alike of the character may stand in the place and would leave every check digit as it is. */
function hasTwin(char: string, characterClass: string): boolean {
  const allowed = MRZ_CLASSES[characterClass] ?? "";
  const twins = TWINS.find((group) => group.includes(char)) ?? "";
  return [...twins].some((twin) => twin !== char && allowed.includes(twin));
}

/**
 * Below these a character counts as not read. Where no check digit covers it, wrong names on synthetic photographs lay
 * below the first; a guessed character and a guessed check digit still agree one time in ten, hence the second
 * (training/mrz/README.md).
 */
const MIN_UNPROTECTED_CONFIDENCE = 0.9;
const MIN_PROTECTED_CONFIDENCE = 0.6;

/**
 * Whether every character was read surely, above all those whose misread no check digit notices: names, states,
 * nationality, characters with a twin, and the same character twice where one would hide the other.
 * @param confidences 0-1, per line and character
 */
export function isLegible(
  layout: MrzLayout,
  lines: readonly string[],
  confidences: readonly (readonly number[])[],
): boolean {
  return layout.classes.every((classes, line) => {
    const text = lines[line] ?? "";
    const unsure = [...classes].flatMap((_, column) =>
      (confidences[line]?.[column] ?? 0) < MIN_UNPROTECTED_CONFIDENCE ? [column] : [],
    );
    return unsure.every(
      (column) =>
        isProtected(layout, line, column) &&
        !hasTwin(text[column] ?? "", classes[column] ?? "") &&
        (confidences[line]?.[column] ?? 0) >= MIN_PROTECTED_CONFIDENCE &&
        !unsure.some(
          (other) =>
            other !== column && text[other] === text[column] && hideEachOther(layout, line, column, other),
        ),
    );
  });
}
