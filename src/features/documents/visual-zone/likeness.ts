import { editDistance } from "../checks/name-score.ts";
import { lookalikes } from "./fold.ts";

/**
 * How alike a printed text as read is to a known one, 0-1; both squashed. 0 when it cannot be: texts of up to three
 * characters must agree exactly.
 */
export function likeness(read: string, known: string): number {
  if (read === known) return 1;
  // Names of few letters are a letter from labels: GOMES is not NOMES.
  if (known.length <= 3 || Math.abs(read.length - known.length) > MOST_WRONG * known.length) return 0;
  const changes = editDistance(lookalikes(read), lookalikes(known));
  const share = changes / known.length;
  return share <= MOST_WRONG ? 1 - share : 0;
}

/** From seven letters on one may be wrong, from fourteen two; look-alikes count as right. */
const MOST_WRONG = 0.15;
