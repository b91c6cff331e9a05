import type { core } from "zod";
import { issueMessage } from "../i18n/messages.ts";
import type { Locale } from "../kernel/caller.ts";
import type { ErrorDetail } from "../kernel/errors.ts";

type Issue = core.$ZodIssue;

/** What is wrong with one field; `limit` is the bound that was passed. */
export interface IssueFinding {
  field: string;
  code: string;
  limit?: number | bigint;
}

/** The findings of a failed parse, each with a stable code and a message in the caller's language. */
export const detailsOf = (issues: readonly Issue[], input: unknown, locale: Locale): ErrorDetail[] =>
  findingsOf(issues, input).map(({ field, code, limit }) => ({
    field,
    code,
    message: issueMessage(locale, code, limit) ?? code,
  }));

/** The findings of a failed parse, each with a stable code, in nobody's language. */
export function findingsOf(
  issues: readonly Issue[],
  input: unknown,
  prefix: readonly string[] = [],
): IssueFinding[] {
  return issues.flatMap((issue): IssueFinding[] => {
    const path = [...prefix, ...issue.path.map(String)];
    const field = path.join(".");
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => ({
        field: [...path, key.slice(0, 100)].join("."),
        code: "UNKNOWN_FIELD",
      }));
    }
    // zod does not say whether a value is wrong or not there at all.
    if (valueAt(input, path) === undefined) return [{ field, code: "REQUIRED" }];
    if (issue.code === "invalid_union") return unionFindings(issue, input, path);
    return [{ field, ...codeOf(issue) }];
  });
}

/** Of the branches of a union, the one that came closest (fewest findings) tells what is wrong. */
function unionFindings(
  issue: Extract<Issue, { code: "invalid_union" }>,
  input: unknown,
  path: readonly string[],
): IssueFinding[] {
  const [closest] = [...issue.errors].sort((one, other) => one.length - other.length);
  if (!closest || closest.length === 0) return [{ field: path.join("."), code: "INVALID_CHOICE" }];
  return findingsOf(closest, input, path);
}

/** Codes of formats that have a name of their own; others are `INVALID_FORMAT`. */
const FORMATS: Record<string, string> = {
  email: "INVALID_EMAIL",
  e164: "INVALID_PHONE",
  url: "INVALID_URL",
  date: "INVALID_DATE",
  datetime: "INVALID_INSTANT",
  base64: "INVALID_BASE64",
};

const BELOW: Record<string, string> = { string: "TOO_SHORT", array: "TOO_FEW", set: "TOO_FEW" };
const ABOVE: Record<string, string> = { string: "TOO_LONG", array: "TOO_MANY", set: "TOO_MANY" };

function codeOf(issue: Issue): { code: string; limit?: number | bigint } {
  // A refinement that names its own code.
  if (/^[A-Z][A-Z0-9_]{2,}$/.test(issue.message)) return { code: issue.message };
  switch (issue.code) {
    case "invalid_type":
      return { code: "INVALID_TYPE" };
    case "too_small":
      return { code: BELOW[issue.origin] ?? "TOO_SMALL", limit: issue.minimum };
    case "too_big":
      return { code: ABOVE[issue.origin] ?? "TOO_LARGE", limit: issue.maximum };
    case "invalid_format":
      return { code: FORMATS[issue.format] ?? "INVALID_FORMAT" };
    case "invalid_value":
      return { code: "INVALID_CHOICE" };
    default:
      return { code: "INVALID_VALUE" };
  }
}

function valueAt(input: unknown, path: readonly string[]): unknown {
  let at = input;
  for (const step of path) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, step)) return undefined;
    at = (at as Record<string, unknown>)[step];
  }
  return at;
}
