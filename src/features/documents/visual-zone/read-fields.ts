import type { VisualFieldReading } from "../../../vision/ports/visual-zone.ts";
import type { DocumentLayout, PrintedField, PrintedFieldName } from "../layouts/layout.ts";
import { judgeIdentifier } from "../national-ids/national-ids.ts";
import type { Hit } from "./find-labels.ts";
import { linesUnder, type NearText, type Print, textsNear } from "./find-values.ts";
import { squash } from "./fold.ts";
import { likeness } from "./likeness.ts";
import { printedValue } from "./printed-value.ts";
import { boxAround, type Segment, textOf } from "./segments.ts";

/** Print is read without any check digit: it stays under what an MRZ gets, however sure the reader is of itself. */
export const MOST_CONFIDENCE = 0.7;
/** For a value at another place than the layout's own, and for a number found by its form alone. */
const LESS_SURE = 0.8;

interface Found {
  field: PrintedField;
  near: NearText;
  hit: Hit;
  values: VisualFieldReading[];
}

/** The fields of one layout in the print, each text used once, nearest first. */
export function readFields(layout: DocumentLayout, print: Print, now: number): VisualFieldReading[] {
  const found = fieldsOf(layout)
    .flatMap((field) => candidates(layout, field, print, now))
    .sort((one, other) => one.near.cost - other.near.cost);
  const taken = new Set<unknown>();
  const named = new Set<string>();
  const read: VisualFieldReading[] = [];
  for (const { field, near, values } of found) {
    if (named.has(field.field) || near.text.words.some((word) => taken.has(word))) continue;
    named.add(field.field);
    for (const word of near.text.words) taken.add(word);
    for (const value of values) if (!read.some(({ name }) => name === value.name)) read.push(value);
  }
  return withJoinedSurnames([...read, ...numbersByForm(layout, print, read)]);
}

/** Every field of both sides: people send the back as the front. */
const fieldsOf = ({ front, back }: DocumentLayout): PrintedField[] => [
  ...front.fields,
  ...(back?.fields ?? []),
];

function candidates(layout: DocumentLayout, field: PrintedField, print: Print, now: number): Found[] {
  return print.hits
    .filter((hit) => fieldOfHit(layout, hit) === field)
    .flatMap((hit) =>
      textsNear(hit, field, print).flatMap((near): Found[] => {
        const values = valuesOf(layout, field, near, hit, print, now);
        return values.length > 0 ? [{ field, near, hit, values }] : [];
      }),
    );
}

/** The field that a label stands for in a layout; null when it is none of its labels. */
function fieldOfHit(layout: DocumentLayout, { read }: Hit): PrintedField | null {
  let best: { field: PrintedField; like: number } | null = null;
  for (const field of fieldsOf(layout)) {
    const like = Math.max(...field.labels.map((label) => likeness(read, squash(label))));
    if (like > (best?.like ?? 0)) best = { field, like };
  }
  return best?.field ?? null;
}

function valuesOf(
  layout: DocumentLayout,
  field: PrintedField,
  near: NearText,
  hit: Hit,
  print: Print,
  now: number,
): VisualFieldReading[] {
  if (field.lines === "surnames-then-given") return namesOfLines(near, hit, print);
  const lines = linesUnder(near.text, field.lines ?? 1, print);
  const text = lines.map(textOf).join(" ");
  const value = printedValue(field.field, text, layout, now);
  if (!value) return [];
  const reading = (name: PrintedFieldName, content: string): VisualFieldReading => ({
    name,
    value: content,
    raw: text,
    confidence: confidenceOf(lines, near, hit),
    box: boxAround(lines.map(({ box }) => box)),
  });
  const also = field.also && value.rest && printedValue(field.also, value.rest, layout, now);
  return [
    reading(field.field, value.value),
    ...(field.also && also ? [reading(field.also, also.value)] : []),
  ];
}

/** First surname, second surname, given names, a line each; with other than three lines it is only the full name. */
function namesOfLines(near: NearText, hit: Hit, print: Print): VisualFieldReading[] {
  const lines = linesUnder(near.text, 3, print);
  const names = lines.map(textOf).map((text) =>
    text
      .replace(/[^\p{L}\s'’.-]/gu, "")
      .trim()
      .toUpperCase(),
  );
  const confidence = confidenceOf(lines, near, hit);
  const reading = (name: string, value: string, of: readonly Segment[]): VisualFieldReading => ({
    name,
    value,
    raw: value,
    confidence,
    box: boxAround(of.map(({ box }) => box)),
  });
  const [first = "", second = "", given = ""] = names;
  if (names.some((name) => name.length < 2)) return [];
  if (names.length < 3) return [reading("fullName", names.join(" "), lines)];
  return [
    reading("familyName", `${first} ${second}`, lines.slice(0, 2)),
    reading("givenNames", given, lines.slice(2)),
  ];
}

function confidenceOf(lines: readonly Segment[], near: NearText, hit: Hit): number {
  const words = lines.flatMap((line) => line.words);
  const lengths = words.reduce((sum, { text }) => sum + text.length, 0);
  const mean = words.reduce((sum, { text, confidence }) => sum + confidence * text.length, 0) / lengths;
  const least = Math.min(...words.map(({ confidence }) => confidence));
  const place = near.cost < 6 ? 1 : LESS_SURE;
  return rounded(MOST_CONFIDENCE * ((mean + least) / 2) * place * (0.5 + hit.likeness / 2));
}

const rounded = (confidence: number) => Math.round(confidence * 1000) / 1000;

/**
 * Numbers that show by themselves what they are, where their label was not read: those whose check digit agrees, and
 * those printed with dots or hyphens as only this one is.
 */
function numbersByForm(
  layout: DocumentLayout,
  { texts }: Print,
  read: readonly VisualFieldReading[],
): VisualFieldReading[] {
  const words = texts.flatMap((text) => text.words);
  return layout.numbers.flatMap(({ field, identifier, pattern, example }) => {
    if (read.some(({ name }) => name === field)) return [];
    const found = words.filter(({ text }) => {
      const number = text.toUpperCase();
      if (!pattern.test(number)) return false;
      const { issuingCountry: country } = layout;
      const proven =
        identifier && country && judgeIdentifier({ country, type: identifier, number }).valid === true;
      return proven || (/[.-]/.test(example) && number.split(/[.-]/).length >= 3);
    });
    const [only] = found;
    if (!only || new Set(found.map(({ text }) => text)).size > 1) return [];
    return [
      {
        name: field,
        value: only.text.toUpperCase().replace(/[.\s]/g, ""),
        raw: only.text,
        confidence: rounded(MOST_CONFIDENCE * only.confidence * LESS_SURE),
        box: only.box,
      },
    ];
  });
}

/** Where a card has a field for each surname, the family name is both. */
function withJoinedSurnames(read: readonly VisualFieldReading[]): VisualFieldReading[] {
  const second = read.find(({ name }) => name === "secondFamilyName");
  const rest = read.filter((one) => one !== second);
  if (!second) return rest;
  return rest.map((one) =>
    one.name === "familyName"
      ? {
          ...one,
          value: `${one.value} ${second.value}`,
          raw: `${one.raw ?? one.value} ${second.raw ?? second.value}`,
          confidence: Math.min(one.confidence, second.confidence),
          box: one.box && second.box && boxAround([one.box, second.box]),
        }
      : one,
  );
}
