import type { Box } from "../../../vision/ports/picture.ts";
import type { PrintedField } from "../layouts/layout.ts";
import type { Hit } from "./find-labels.ts";
import { boxAround, type Segment, segment } from "./segments.ts";

export type Place = "right" | "under" | "above";

/** A text that may be a label's value; the smaller the cost, the likelier. */
export interface NearText {
  text: Segment;
  place: Place;
  cost: number;
}

/** What is printed beside the labels. */
export interface Print {
  hits: readonly Hit[];
  /** Runs of words that are no label. */
  texts: readonly Segment[];
}

/** Parts labels from values: a run of words that no label takes, and that is no label's translation. */
export function printOf(segments: readonly Segment[], hits: readonly Hit[]): Print {
  const texts = segments.flatMap((one) => {
    const here = hits.filter((hit) => hit.segment === one).sort((a, b) => a.from - b.from);
    const runs: Segment[] = [];
    let from = 0;
    for (const hit of [...here, null]) {
      const to = hit ? hit.from : one.words.length;
      const words = one.words.slice(from, to);
      if (words.length > 0 && !isTranslation(one, from, to)) runs.push(segment(words));
      if (hit) from = hit.to;
    }
    return runs;
  });
  return { hits, texts };
}

/** Words beside a label's slash are the label in another language: `Prezime/Surname`, `Date of issue / Izdano`. */
function isTranslation({ words }: Segment, from: number, to: number): boolean {
  const before = words[from - 1]?.text ?? "";
  const [first, last, after] = [words[from]?.text ?? "", words[to - 1]?.text ?? "", words[to]?.text ?? ""];
  const behindLabel = from > 0 && (before.endsWith("/") || first.startsWith("/"));
  const beforeLabel = to < words.length && (last.endsWith("/") || after.startsWith("/"));
  return behindLabel || beforeLabel;
}

/** The box of a label, with what another language says before it: the value stands under the whole. */
export function boxOfHit({ segment: { words }, from, to }: Hit): Box {
  const isSecond = words[from - 1]?.text.endsWith("/") || words[from]?.text.startsWith("/");
  return boxAround(words.slice(isSecond ? 0 : from, to).map(({ box }) => box));
}

const right = ({ x, width }: Box) => x + width;
const bottom = ({ y, height }: Box) => y + height;
const middle = ({ y, height }: Box) => y + height / 2;

/** What a place costs that is not the layout's own: print runs differ, but less often than readers err. */
const OTHER_PLACE = 6;

/** The texts right of, under and above a label, in label heights of distance; the layout's own place is cheapest. */
export function textsNear(hit: Hit, field: PrintedField, { hits, texts }: Print): NearText[] {
  const label = boxOfHit(hit);
  const others = hits.filter((one) => one !== hit).map(boxOfHit);
  const place = field.place ?? "near";
  const found: NearText[] = [];
  for (const text of texts) {
    for (const [where, cost] of [
      ["right", toTheRight(label, text.box, others)],
      ["under", below(label, text.box, others)],
      ["above", below(flip(label), flip(text.box), others.map(flip))],
    ] as const) {
      if (cost === null) continue;
      const expected = place === where || (place === "near" && where !== "above");
      const part = where === "right" ? text : column(label, text, others);
      if (part) found.push({ text: part, place: where, cost: cost + (expected ? 0 : OTHER_PLACE) });
    }
  }
  return found.sort((one, other) => one.cost - other.cost);
}

/** Above is under in a mirror. */
const flip = (box: Box): Box => ({ ...box, y: -bottom(box) });

function toTheRight(label: Box, text: Box, others: readonly Box[]): number | null {
  const gap = text.x - right(label);
  const unit = label.height;
  const isOnRow = Math.abs(middle(text) - middle(label)) < 0.6 * Math.max(unit, text.height);
  if (!isOnRow || gap < -0.5 * unit || gap > 14 * unit) return null;
  const isBlocked = others.some(
    (box) => box.x >= right(label) - unit && box.x < text.x && Math.abs(middle(box) - middle(label)) < unit,
  );
  return isBlocked ? null : Math.max(0, gap) / unit / 3;
}

function below(label: Box, text: Box, others: readonly Box[]): number | null {
  const unit = Math.max(label.height, Math.min(text.height, 2 * label.height));
  const gap = text.y - bottom(label);
  if (gap < -0.4 * unit || gap > 2.5 * unit) return null;
  if (text.x > right(label) + unit || right(text) < label.x - unit) return null;
  const isBlocked = others.some(
    (box) =>
      box.y > middle(label) && bottom(box) <= text.y + 0.5 * text.height && overlapsAcross(box, label, text),
  );
  if (isBlocked) return null;
  return Math.max(0, gap) / unit + Math.min(4, Math.abs(text.x - label.x) / unit / 2);
}

const overlapsAcross = (box: Box, label: Box, text: Box): boolean =>
  box.x < Math.max(right(label), right(text)) && right(box) > Math.max(label.x, text.x) - label.height;

/** The words of a text that stand in the label's column: from its left edge to the next label on its row. */
function column(label: Box, { words }: Segment, others: readonly Box[]): Segment | null {
  const onRow = others.filter(
    (box) => Math.abs(middle(box) - middle(label)) < label.height && box.x > label.x + label.width / 2,
  );
  const end = Math.min(...onRow.map(({ x }) => x - 0.5 * label.height));
  const start = label.x - 2.5 * label.height;
  const inside = words.filter(({ box }) => box.x + box.width / 2 > start && box.x < end);
  return inside.length > 0 ? segment(inside) : null;
}

/** The lines that go on under a value, up to `most`: as close as lines are, with the same left edge. */
export function linesUnder(first: Segment, most: number, { texts, hits }: Print): Segment[] {
  const lines = [first];
  const labels = hits.map(boxOfHit);
  while (lines.length < most) {
    const last = lines.at(-1)?.box ?? first.box;
    const unit = last.height;
    const next = texts.find(({ box }) => {
      const gap = box.y - bottom(last);
      const isAligned = Math.abs(box.x - first.box.x) < 2 * unit;
      return gap > -0.5 * unit && gap < 1.3 * unit && isAligned && middle(box) > middle(last) + 0.5 * unit;
    });
    const hasLabel = labels.some(
      (box) =>
        next &&
        Math.abs(middle(box) - middle(next.box)) < unit / 2 &&
        right(box) <= next.box.x + unit &&
        next.box.x - right(box) < 3 * unit,
    );
    if (!next || hasLabel) break;
    lines.push(next);
  }
  return lines;
}
