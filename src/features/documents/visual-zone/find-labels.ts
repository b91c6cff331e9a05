import { DOCUMENT_LAYOUTS } from "../layouts/layouts.ts";
import { squash } from "./fold.ts";
import { likeness } from "./likeness.ts";
import type { Segment } from "./segments.ts";

/** Where a known label or title was read: the words `from` up to `to` of a segment. */
export interface Hit {
  /** The known text, squashed. */
  text: string;
  segment: Segment;
  from: number;
  to: number;
  /** 0-1. */
  likeness: number;
}

const sidesOf = (layout: (typeof DOCUMENT_LAYOUTS)[number]) => [
  layout.front,
  ...(layout.back ? [layout.back] : []),
];

/** Every label and title of every layout: what is one of them is no value. */
const KNOWN: readonly string[] = [
  ...new Set(
    DOCUMENT_LAYOUTS.flatMap((layout) => [
      ...layout.titles,
      ...sidesOf(layout).flatMap((side) => [...side.texts, ...side.fields.flatMap(({ labels }) => labels)]),
    ]).map(squash),
  ),
].sort((one, other) => other.length - one.length);

/** Longest window of words that may be one label. */
const MOST_WORDS = 12;

/** Finds the known texts in the print: the longest and likest first, no word in two of them. */
export function findLabels(segments: readonly Segment[]): Hit[] {
  return segments.flatMap(hitsIn);
}

function hitsIn(segment: Segment): Hit[] {
  const squashed = segment.words.map(({ text }) => squash(text));
  const found: Hit[] = [];
  for (let from = 0; from < squashed.length; from++) {
    let read = "";
    for (let to = from + 1; to <= Math.min(squashed.length, from + MOST_WORDS); to++) {
      const word = squashed[to - 1] ?? "";
      read += word;
      if (word === "" || squashed[from] === "") continue;
      for (const text of KNOWN) {
        const like = likeness(read, text);
        if (like > 0) found.push({ text, segment, from, to, likeness: like });
      }
    }
  }
  // A longer label beats a shorter one in it: SEGUNDO APELLIDO is not APELLIDO.
  found.sort((one, other) => other.likeness * other.text.length - one.likeness * one.text.length);
  const taken = new Array<boolean>(squashed.length).fill(false);
  return found.filter(({ from, to }) => {
    if (taken.slice(from, to).some(Boolean)) return false;
    taken.fill(true, from, to);
    return true;
  });
}
