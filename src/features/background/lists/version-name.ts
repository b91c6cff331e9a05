import { toInstant } from "../../../kernel/clock.ts";

/** The date of a version; what has none is told from others by its bytes. */
export const nameVersion = (sha256: string, at: number | null): string =>
  at === null ? `undated-${sha256.slice(0, 8)}` : toInstant(at).slice(0, 10);
