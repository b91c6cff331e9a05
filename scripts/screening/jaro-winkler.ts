/**
 * The plain baseline: Jaro-Winkler (Winkler 1990, prefix of four, weight 0.1) on the lower-case words of each name,
 * sorted and joined, without diacritics.
 */
export function jaroWinklerOfSortedWords(one: string, other: string): number {
  return jaroWinkler(sortedWords(one), sortedWords(other));
}

const sortedWords = (name: string): string =>
  name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .sort()
    .join(" ");

function jaroWinkler(a: string, b: string): number {
  const similarity = jaro(a, b);
  let prefix = 0;
  while (prefix < 4 && prefix < a.length && a[prefix] === b[prefix]) prefix++;
  return similarity + prefix * 0.1 * (1 - similarity);
}

function jaro(a: string, b: string): number {
  if (a === b) return 1;
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
  const takenB = new Set<number>();
  const matchedA: number[] = [];
  for (let i = 0; i < a.length; i++) {
    for (let j = Math.max(0, i - reach); j <= Math.min(b.length - 1, i + reach); j++) {
      if (takenB.has(j) || a[i] !== b[j]) continue;
      takenB.add(j);
      matchedA.push(i);
      break;
    }
  }
  const matches = matchedA.length;
  if (matches === 0) return 0;
  const matchedB = [...takenB].sort((x, y) => x - y);
  const transposed = matchedA.filter((i, at) => a[i] !== b[matchedB[at] ?? -1]).length / 2;
  return (matches / a.length + matches / b.length + (matches - transposed) / matches) / 3;
}

/** Prepares the names of the lists once; answers with the best similarity of a name to any of them. */
export function openJaroWinkler(names: readonly string[]): (name: string) => number {
  const prepared = [...new Set(names.map(sortedWords))];
  return (name) => {
    const words = sortedWords(name);
    let best = 0;
    for (const other of prepared) best = Math.max(best, jaroWinkler(words, other));
    return best;
  };
}
