import { nameForms, sameName } from "../fields/name-forms.ts";

/**
 * How well a name that was told fits the one that is printed, 0-1. Every part told must be found; parts that are
 * only printed (a second given name that people leave out) cost little. Cut names are held against what is left.
 */
export function nameScore(told: string, printed: string, truncated: boolean): number {
  if (sameName(told, printed)) return 1;
  const wanted = parts(told);
  const left = parts(printed);
  if (wanted.length === 0 || left.length === 0) return 0;
  const printedLength = lengthOf(left);
  let found = 0;
  let used = 0;
  for (const part of [...wanted].sort((one, other) => other.length - one.length)) {
    let best = { at: -1, score: 0 };
    left.forEach((candidate, at) => {
      const score = partScore(part, candidate, truncated && at === left.length - 1);
      if (score > best.score) best = { at, score };
    });
    const [taken] = best.at >= 0 ? left.splice(best.at, 1) : [];
    found += best.score * part.length;
    used += best.score * (taken?.length ?? 0);
  }
  return round(PRINTED_SHARE * (used / printedLength) + (1 - PRINTED_SHARE) * (found / lengthOf(wanted)));
}

/** What leaving out a printed part costs at most. */
const PRINTED_SHARE = 0.15;

const parts = (name: string): string[] => name.split(/[\s\-'’.]+/u).filter((part) => part !== "");
const lengthOf = (all: readonly string[]) => all.reduce((sum, part) => sum + part.length, 0);
const round = (value: number) => Math.round(value * 1000) / 1000;

/** The best likeness over the spellings of two parts: 1 less the share of letters to change. */
function partScore(told: string, printed: string, cut: boolean): number {
  let best = 0;
  for (const one of nameForms(told)) {
    for (const other of nameForms(printed)) {
      if (cut && other !== "" && one.startsWith(other)) return 1;
      const longest = Math.max(one.length, other.length);
      if (longest > 0) best = Math.max(best, 1 - editDistance(one, other) / longest);
    }
  }
  return best;
}

/** Levenshtein distance in letters. */
export function editDistance(one: string, other: string): number {
  let above = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row++) {
    const current = [row];
    for (let column = 1; column <= other.length; column++) {
      const change = one[row - 1] === other[column - 1] ? 0 : 1;
      current.push(
        Math.min((above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (above[column - 1] ?? 0) + change),
      );
    }
    above = current;
  }
  return above[other.length] ?? 0;
}
