import { editDistance, nameScore } from "../checks/name-score.ts";
import { DIGIT_OF } from "../digit-lookalikes.ts";
import type { Candidate } from "./candidates.ts";
import type { Conflict, Resolution } from "./conflict.ts";
import { sameName } from "./name-forms.ts";

/**
 * What a disagreement between a proven value and one that was read from print is worth.
 *
 * Print is read without check digits, so one wrong letter, or a value taken from the wrong place, is more often the
 * reader's fault than the holder's. A disagreement is `different`, which fails a check, only when misreading does
 * not explain it: the print was read surely, it differs in more than what misreading changes, and it stands in the
 * field's own place, which shows in that it still resembles the proven value, or that a second field of the holder
 * disagrees as surely (`settleTogether`). Sure but unexplained it is `uncertain`: the check is inconclusive. All
 * else is `likely_misread`, and counts as not read.
 */
export function doubted(
  field: string,
  best: Candidate,
  other: Candidate,
  all: ReadonlyMap<string, readonly Candidate[]>,
): Resolution {
  const printed = [best, other].find(({ source }) => source === "viz");
  const proven = [best, other].find(({ source }) => source !== "viz");
  if (!printed || !proven) return "different";
  // Only facts of the holder and the document's numbers and dates stand in an MRZ or barcode as they are printed.
  if (!HELD.test(field) || printed.confidence < SURE) return "likely_misread";
  if (isAnotherField(printed.value, field, all)) return "likely_misread";
  const changes = editDistance(plain(proven.value), plain(printed.value));
  if (NAME.test(field)) {
    const likeness = nameScore(printed.value, proven.value, proven.truncated);
    if (likeness >= MISREAD_NAME) return "likely_misread";
    // More words than the proven ones, a maiden name or a title, are no other name.
    return likeness >= RESEMBLES && changes >= 2 && !holdsEvery(proven.value, printed.value)
      ? "different"
      : "uncertain";
  }
  if (field === "sex" || field === "nationality") return "uncertain";
  if (plain(proven.value, true) === plain(printed.value, true)) return "likely_misread";
  // A single digit is the most common fault of a reader, and the cheapest forgery: neither is presumed.
  return changes >= 2 && changes <= MOST_RESEMBLING * plain(proven.value).length ? "different" : "uncertain";
}

/** Several facts that disagree surely are not misread all at once: together they are `different`. */
export function settleTogether(conflicts: Conflict[]): void {
  const uncertain = conflicts.filter(({ resolution }) => resolution === "uncertain");
  // A full name is two facts.
  const facts = uncertain.reduce((sum, { field }) => sum + (field === "fullName" ? 2 : 1), 0);
  if (facts < TOGETHER) return;
  for (const conflict of uncertain) conflict.resolution = "different";
}

/** Of at most .7, what the engines give to words they read at nine tenths and more. */
const SURE = 0.6;
/** One letter in five of a name: as much as misreading changes in most. */
const MISREAD_NAME = 0.8;
/** From half its letters on, a name is the other one changed, not one from elsewhere on the page. */
const RESEMBLES = 0.5;
const MOST_RESEMBLING = 0.5;
const TOGETHER = 2;

const NAME = /^(familyName|givenNames|fullName)$/;
const HELD =
  /^(familyName|givenNames|fullName|documentNumber|personalNumber|dateOf(Birth|Issue|Expiry)|sex|nationality)$/;

/** Letters and digits alone; with `lookalikes`, those that readers take for each other made the same. */
function plain(text: string, lookalikes = false): string {
  const letters = text
    .normalize("NFD")
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, "");
  return lookalikes ? letters.replace(/[A-Z]/g, (letter) => DIGIT_OF[letter] ?? letter) : letters;
}

const wordsOf = (text: string): string[] =>
  text
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .map((word) => plain(word))
    .filter((word) => word !== "");

const holdsEvery = (proven: string, printed: string): boolean => {
  const words = wordsOf(printed);
  return wordsOf(proven).every((word) => words.includes(word));
};

/**
 * Whether the value is another field's proven one, so that the label was found and its value was not; or the whole
 * name on one line, as passports print it under "Surname, given names".
 */
function isAnotherField(
  value: string,
  field: string,
  all: ReadonlyMap<string, readonly Candidate[]>,
): boolean {
  const proven = [...all].flatMap(([other, candidates]) =>
    candidates.flatMap((one) => (one.source === "viz" ? [] : [{ field: other, value: one.value }])),
  );
  const named = (name: string) => proven.filter((one) => one.field === name).map((one) => one.value);
  const whole = NAME.test(field)
    ? named("familyName").flatMap((family) => named("givenNames").map((names) => `${family} ${names}`))
    : [];
  return (
    proven.some((one) => one.field !== field && sameName(one.value, value)) ||
    whole.some((name) => sameName(name, value) || sameWords(name, value))
  );
}

const sameWords = (one: string, other: string): boolean =>
  wordsOf(one).sort().join(" ") === wordsOf(other).sort().join(" ");
