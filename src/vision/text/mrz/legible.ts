import { isProtected, type MrzLayout } from "../../../kernel/mrz-format.ts";

/**
 * Below it a character that no check digit covers counts as not read. Chosen on synthetic photographs so that names
 * that came out wrong are held back (training/mrz/README.md).
 */
export const MIN_UNPROTECTED_CONFIDENCE = 0.6;

/** Whether every character that no check digit covers (names, states, nationality, sex) was read surely. */
export function isLegible(layout: MrzLayout, confidences: readonly (readonly number[])[]): boolean {
  return layout.classes.every((_, line) =>
    confidences[line]?.every(
      (value, column) => value >= MIN_UNPROTECTED_CONFIDENCE || isProtected(layout, line, column),
    ),
  );
}
