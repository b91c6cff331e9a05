import type { ErrorDetail } from "../../../kernel/errors.ts";
import { EnrollError } from "../../../kernel/errors.ts";

/** What is wrong with a row; `field` as its sender calls it: a column, or a path such as `person.dateOfBirth`. */
export interface Finding {
  field: string;
  code: string;
  /** The bound that was passed, for the message. */
  bound?: number;
}

/** One row of a file: the body that `POST /users/create` would get, not yet judged, or why there is none. */
export type ImportRow =
  /** As a spreadsheet counts: the header of a CSV is row 1, and so is the first line of NDJSON. */
  { row: number; body: Record<string, unknown> } | { row: number; finding: Finding };

/** A row holds what a body of `POST /users/create` may. Also what an unclosed quote can swallow before it is noticed. */
export const MAX_ROW_CHARACTERS = 64 * 1024;

/** The refusal of a whole file, before anything of it is written. */
export function unreadable(field: string, code: string): EnrollError {
  const detail: ErrorDetail = { field, code, message: "" };
  return new EnrollError("VALIDATION_FAILED", { details: [detail] });
}
