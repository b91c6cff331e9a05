import type { CheckOutcome } from "./check-result.ts";

/** One step of a decision, so that anyone can see what was compared with what. */
export interface TraceEntry {
  rule: string;
  op: ">=" | "<" | "<=" | "=";
  threshold: number | string;
  /** null: there was nothing to compare. */
  observed: number | string | null;
  result: CheckOutcome | "missing";
  checkId: string | null;
}
