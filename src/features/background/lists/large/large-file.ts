import type { Entity } from "../entity.ts";

/** A file of a large list, which is read as often as it takes and never held whole. */
export interface LargeFile {
  listId: string;
  name: string;
  sha256: string;
  bytes: number;
  /** A first load with fewer entries is taken for a cut file. */
  leastEntities: number;
  /** Its entries from the first on, always in the same order. Throws `ListProblem` where the file does not hold. */
  open(): AsyncIterable<{ entity: Entity; seenAt: number | null }>;
}
