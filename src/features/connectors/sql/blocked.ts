import { ConnectorFault } from "../fault.ts";

const YES = new Set(["true", "t", "1", "yes", "y"]);
const NO = new Set(["false", "f", "0", "no", "n", ""]);

/** What a block column says, as text. Throws `BAD_ANSWER` for anything else: a person's fate is not guessed. */
export function isBlocked(value: string | null, column: string): boolean {
  if (value === null) return false;
  const text = value.trim().toLowerCase();
  if (YES.has(text)) return true;
  if (NO.has(text)) return false;
  throw new ConnectorFault("BAD_ANSWER", { subject: column });
}
