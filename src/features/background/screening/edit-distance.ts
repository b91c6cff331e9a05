/** What each kind of slip costs; 1 is a plain wrong letter. Tuned on the development pairs only. */
export const EDIT_COSTS = {
  vowelForVowel: 0.49,
  sameSound: 0.57,
  doubledLetter: 0.6,
  droppedVowel: 0.75,
  droppedH: 0.9,
  transposed: 0.45,
};

const CHEAPEST_DROP = Math.min(EDIT_COSTS.doubledLetter, EDIT_COSTS.droppedVowel, EDIT_COSTS.droppedH);

// Letters heard as one another; 0 is heard only as itself. Indexed by ASCII code, as this runs a million times.
const SOUND_CLASS = new Uint8Array(128);
["bp", "dt", "cgkq", "fvw", "sxz", "mn", "jgy"].forEach((letters, index) => {
  for (const letter of letters) SOUND_CLASS[letter.charCodeAt(0)] = index + 1;
});
const IS_VOWEL = new Uint8Array(128);
for (const letter of "aeiouy") IS_VOWEL[letter.charCodeAt(0)] = 1;
const H = "h".charCodeAt(0);

// Words longer than this are compared by their beginning: no name word is, and the rows below are reused.
const MAX_LENGTH = 96;
let row = new Float64Array(MAX_LENGTH + 1);
let previous = new Float64Array(MAX_LENGTH + 1);
let beforePrevious = new Float64Array(MAX_LENGTH + 1);

/**
 * The cheapest way from one folded word to the other: optimal string alignment (Damerau-Levenshtein without edited
 * transpositions), with the costs above. Symmetric; 0 for equal words; Infinity as soon as it must pass the limit.
 */
export function editDistance(a: string, b: string, limit = Number.POSITIVE_INFINITY): number {
  if (Math.abs(a.length - b.length) * CHEAPEST_DROP > limit) return Number.POSITIVE_INFINITY;
  const rows = Math.min(a.length, MAX_LENGTH);
  const columns = Math.min(b.length, MAX_LENGTH);
  previous[0] = 0;
  for (let j = 1; j <= columns; j++) previous[j] = (previous[j - 1] ?? 0) + dropCost(b, j - 1);
  for (let i = 1; i <= rows; i++) {
    const x = a.charCodeAt(i - 1);
    const dropA = dropCost(a, i - 1);
    row[0] = (previous[0] ?? 0) + dropA;
    let least = row[0];
    for (let j = 1; j <= columns; j++) {
      const y = b.charCodeAt(j - 1);
      let best = (previous[j - 1] ?? 0) + (x === y ? 0 : swapCost(x, y));
      const dropped = (previous[j] ?? 0) + dropA;
      if (dropped < best) best = dropped;
      const added = (row[j - 1] ?? 0) + dropCost(b, j - 1);
      if (added < best) best = added;
      if (i > 1 && j > 1 && x !== y && x === b.charCodeAt(j - 2) && y === a.charCodeAt(i - 2)) {
        const transposed = (beforePrevious[j - 2] ?? 0) + EDIT_COSTS.transposed;
        if (transposed < best) best = transposed;
      }
      row[j] = best;
      if (best < least) least = best;
    }
    // A transposition may still jump over this row, but not for less than it costs.
    if (least > limit + EDIT_COSTS.transposed) return Number.POSITIVE_INFINITY;
    [beforePrevious, previous, row] = [previous, row, beforePrevious];
  }
  const distance = previous[columns] ?? 0;
  return distance > limit ? Number.POSITIVE_INFINITY : distance;
}

function swapCost(x: number, y: number): number {
  if (IS_VOWEL[x] && IS_VOWEL[y]) return EDIT_COSTS.vowelForVowel;
  if (SOUND_CLASS[x] && SOUND_CLASS[x] === SOUND_CLASS[y]) return EDIT_COSTS.sameSound;
  return 1;
}

function dropCost(word: string, at: number): number {
  const letter = word.charCodeAt(at);
  if (at > 0 && letter === word.charCodeAt(at - 1)) return EDIT_COSTS.doubledLetter;
  if (letter === H) return EDIT_COSTS.droppedH;
  return IS_VOWEL[letter] ? EDIT_COSTS.droppedVowel : 1;
}
