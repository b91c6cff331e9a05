import { once } from "../../../kernel/once.ts";
import { DOCUMENT_LAYOUTS } from "../layouts/layouts.ts";
import { fold, squash } from "./fold.ts";
import { likeness } from "./likeness.ts";
import type { Segment } from "./segments.ts";

/** Where a known label or title was read: the words `from` up to `to` of a segment. */
export interface Hit {
  /** The words as read, squashed. */
  read: string;
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

/** What the layouts print, squashed. */
interface Known {
  labels: ReadonlySet<string>;
  /** Titles of one word are words of other texts too (CIUDAD DE MÉXICO), and count only where they stand alone. */
  oneWord: ReadonlySet<string>;
  /** Every label and title: what is one of them is no value. */
  all: readonly string[];
}

const known = once((): Known => {
  const labels = DOCUMENT_LAYOUTS.flatMap(sidesOf).flatMap((side) =>
    side.fields.flatMap((field) => field.labels),
  );
  const titles = DOCUMENT_LAYOUTS.flatMap((layout) => [
    ...layout.titles,
    ...sidesOf(layout).flatMap((side) => side.texts),
  ]);
  return {
    labels: new Set(labels.map(squash)),
    oneWord: new Set(titles.filter((title) => !fold(title).includes(" ")).map(squash)),
    all: [...new Set([...labels, ...titles].map(squash))],
  };
});

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
      for (const text of known().all) {
        const like = likeness(read, text);
        if (like > 0 && mayStandAt(text, segment, from, to))
          found.push({ read, text, segment, from, to, likeness: like });
      }
    }
  }
  found.sort((one, other) => worth(other) - worth(one));
  const taken = new Array<boolean>(squashed.length).fill(false);
  return found.filter(({ from, to }) => {
    if (taken.slice(from, to).some(Boolean)) return false;
    taken.fill(true, from, to);
    return true;
  });
}

/** A longer label beats a shorter one in it (SEGUNDO APELLIDO is not APELLIDO), an exact one beats a like one. */
const worth = ({ text, likeness: like }: Hit): number => like ** 3 * text.length;

function mayStandAt(text: string, { words }: Segment, from: number, to: number): boolean {
  if (known().labels.has(text) || !known().oneWord.has(text)) return true;
  const beside = [words[from - 1], words[to]].flatMap((word) => (word ? [word.text] : []));
  return beside.every((word) => /^[/-]|[/-]$/.test(word));
}
