import type { LoadStep } from "../../src/features/background/lists/load-deps.ts";

const WIDTH = 24;
// What each step takes of the whole, as measured on the larger lists.
const BEGINS: Record<LoadStep | "fetch", number> = {
  fetch: 0,
  keep: 0.4,
  read: 0.45,
  index: 0.6,
  compare: 0.9,
  swap: 0.97,
};
const ORDER = Object.keys(BEGINS) as (LoadStep | "fetch")[];

/** A bar that is drawn over itself on a terminal, and stays silent elsewhere. */
export function openProgress(listId: string) {
  const isTerminal = process.stdout.isTTY === true;
  return {
    show(step: LoadStep | "fetch", share: number, note = "") {
      if (!isTerminal) return;
      const begins = BEGINS[step];
      const ends = BEGINS[ORDER[ORDER.indexOf(step) + 1] ?? "swap"] ?? 1;
      const done = Math.round(WIDTH * (begins + (Math.max(ends, begins) - begins) * share));
      const bar = `${"█".repeat(done)}${"░".repeat(WIDTH - done)}`;
      process.stdout.write(`\r${listId.padEnd(14)} ${bar} ${step} ${note}\u001b[K`);
    },
    end(line: string) {
      process.stdout.write(`${isTerminal ? "\r\u001b[K" : ""}${listId.padEnd(14)} ${line}\n`);
    },
  };
}
