import type { ErrorDetail } from "../../kernel/errors.ts";

/** Levels of nesting a body may have: far above any schema, far below what exhausts a stack. */
export const MAX_DEPTH = 32;

// C0 and DEL except tab, line feed and carriage return; they have no place in text that people write.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the ASCII range, which is its own normal form
const BEYOND_ASCII = /[^\u0000-\u007f]/;

/** A text in Unicode's normal form C, or the code of what is wrong with it. */
export function cleanText(
  text: string,
): { ok: true; text: string } | { ok: false; code: "ILL_FORMED_TEXT" | "CONTROL_CHARACTER" } {
  // D1 stores a lone surrogate as U+FFFD without a word, so it is refused at the door.
  if (!text.isWellFormed()) return { ok: false, code: "ILL_FORMED_TEXT" };
  if (CONTROL.test(text)) return { ok: false, code: "CONTROL_CHARACTER" };
  return { ok: true, text: BEYOND_ASCII.test(text) ? text.normalize("NFC") : text };
}

/**
 * Brings every text of a parsed JSON value into normal form C, in place.
 * @returns the value, with a finding for each text or level that cannot be accepted
 */
export function cleanJson(value: unknown): { value: unknown; details: ErrorDetail[] } {
  const details: ErrorDetail[] = [];
  const report = (path: string, code: string) => {
    details.push({ field: path, code, message: "" });
  };
  const visit = (node: unknown, path: string, depth: number): unknown => {
    if (typeof node === "string") {
      const cleaned = cleanText(node);
      if (cleaned.ok) return cleaned.text;
      report(path, cleaned.code);
      return node;
    }
    if (typeof node !== "object" || node === null) return node;
    if (depth > MAX_DEPTH) {
      report("", "TOO_DEEP");
      return node;
    }
    const holder = node as Record<string, unknown>;
    for (const key of Object.keys(holder)) {
      const at = path === "" ? key : `${path}.${key}`;
      // `__proto__` would change an object's prototype wherever it is copied by assignment.
      if (key === "__proto__") report(path, "UNKNOWN_FIELD");
      else if (!cleanText(key).ok) report(path, "ILL_FORMED_TEXT");
      else holder[key] = visit(holder[key], at, depth + 1);
      if (details.length >= MAX_DETAILS) return node;
    }
    return node;
  };
  return { value: visit(value, "", 1), details };
}

/** An answer lists at most this many findings: enough to mend a form, too few to be an amplifier. */
export const MAX_DETAILS = 50;
