import { once } from "../../../kernel/once.ts";
import type { DocumentLayout } from "../layouts/layout.ts";
import { DOCUMENT_LAYOUTS, layoutById, layoutsFor } from "../layouts/layouts.ts";
import { judgeIdentifier } from "../national-ids/national-ids.ts";
import type { Hit } from "./find-labels.ts";
import { squash } from "./fold.ts";
import { likeness } from "./likeness.ts";
import type { Segment } from "./segments.ts";

/** What the print says the document is; every part is null where it does not say it surely. */
export interface Classification {
  documentType: string | null;
  issuingCountry: string | null;
  /** The layout to read by. */
  layout: DocumentLayout | null;
}

const UNSURE: Classification = { documentType: null, issuingCountry: null, layout: null };

/** A title that only one country prints counts this much; one that several print, its share. */
const TITLE = 3;
const LABEL = 1;
/** A number in the issuer's printed form; with an agreeing check digit it is as good as a title. */
const NUMBER_FORM = 1;
const NUMBER_PROVEN = 3;

/** A title of its own and some labels; all labels of another country's card stay under it. */
const LEAST_SCORE = 4;
/** Different texts that must agree: a letterhead alone is no document. */
const LEAST_EVIDENCE = 3;
/** What the best must have over the best of another country or type. */
const LEAST_LEAD = 1;
/**
 * What a layout of another type must have over the best of the type that an MRZ names: a title of its own, with some
 * letters misread. The MRZ proves the issuer, so that this and a second text are enough.
 */
const LEAST_LEAD_OVER_MRZ = 2;
const LEAST_EVIDENCE_OVER_MRZ = 2;

interface Scored {
  layout: DocumentLayout;
  score: number;
  evidence: number;
}

/**
 * Tells type and issuer by titles, labels and forms of numbers. What is known already (from an MRZ, a barcode) is not
 * put in question, only completed by the layout that fits best; but the type gives way to that of one of `orLayouts`
 * whose texts are surely ahead.
 */
export function classify(
  segments: readonly Segment[],
  hits: readonly Hit[],
  known: { documentType: string | null; issuingCountry: string | null; orLayouts?: readonly string[] },
): Classification {
  const candidates = candidatesFor(known);
  const other = otherOf(known.orLayouts ?? [], candidates, hits);
  if (other) {
    return { documentType: other.documentType, issuingCountry: other.issuingCountry, layout: other };
  }
  const ranked = candidates
    .map((layout) => scored(layout, segments, hits))
    .sort((one, other) => other.score - one.score);
  const [best] = ranked;
  if (!best || best.score === 0) return UNSURE;
  const { layout } = best;
  if (known.documentType !== null) {
    return {
      documentType: known.documentType,
      issuingCountry:
        known.issuingCountry ?? (isSure(best, ranked, sameCountry) ? layout.issuingCountry : null),
      layout,
    };
  }
  const country = isSure(best, ranked, sameCountry);
  const type = isSure(best, ranked, sameType);
  if (!country && !type) return UNSURE;
  return {
    documentType: type ? layout.documentType : null,
    issuingCountry: country ? layout.issuingCountry : null,
    layout: type ? layout : null,
  };
}

/**
 * The likest of some other layouts, where it is surely ahead of the candidates. Numbers do not count here: cards list
 * their holder's other numbers too, as Brazil's identity card that of the licence.
 */
function otherOf(
  orLayouts: readonly string[],
  candidates: readonly DocumentLayout[],
  hits: readonly Hit[],
): DocumentLayout | null {
  const byTexts = (layout: DocumentLayout) => scored(layout, [], hits);
  const [best] = orLayouts
    .flatMap((id) => layoutById(id) ?? [])
    .map(byTexts)
    .sort((one, other) => other.score - one.score);
  if (!best || best.evidence < LEAST_EVIDENCE_OVER_MRZ) return null;
  const rival = Math.max(0, ...candidates.map((layout) => byTexts(layout).score));
  return best.score - rival >= LEAST_LEAD_OVER_MRZ ? best.layout : null;
}

/** Visas and permits of states without a row of their own have the fields of ICAO's general forms. */
function candidatesFor(known: {
  documentType: string | null;
  issuingCountry: string | null;
}): DocumentLayout[] {
  const fit = layoutsFor(known);
  if (fit.some(({ issuingCountry }) => issuingCountry === null) || known.documentType === null) return fit;
  const documentType = known.documentType === "visa" ? "passport" : "id_card";
  return [
    ...fit,
    ...layoutsFor({ documentType, issuingCountry: null }).filter((row) => row.issuingCountry === null),
  ];
}

const sameCountry = (one: DocumentLayout, other: DocumentLayout) =>
  one.issuingCountry === other.issuingCountry || other.issuingCountry === null;
const sameType = (one: DocumentLayout, other: DocumentLayout) => one.documentType === other.documentType;

function isSure(
  best: Scored,
  ranked: readonly Scored[],
  same: (one: DocumentLayout, other: DocumentLayout) => boolean,
): boolean {
  const rival = ranked.find(({ layout }) => !same(best.layout, layout));
  return (
    best.score >= LEAST_SCORE &&
    best.evidence >= LEAST_EVIDENCE &&
    best.score - (rival?.score ?? 0) >= LEAST_LEAD
  );
}

/** How many countries print a text; ICAO's forms count as one. */
const countriesByText = once((): Map<string, number> => {
  const countries = new Map<string, Set<string>>();
  for (const layout of DOCUMENT_LAYOUTS) {
    for (const text of [...titlesOf(layout), ...labelsOf(layout)]) {
      const known = countries.get(text) ?? new Set();
      countries.set(text, known.add(layout.issuingCountry ?? "any"));
    }
  }
  return new Map([...countries].map(([text, known]) => [text, known.size]));
});

function titlesOf({ titles, front, back }: DocumentLayout): string[] {
  return [...new Set([...titles, ...front.texts, ...(back?.texts ?? [])].map(squash))];
}

function labelsOf({ front, back }: DocumentLayout): string[] {
  return [...front.fields, ...(back?.fields ?? [])].flatMap(({ labels }) => labels).map(squash);
}

function scored(layout: DocumentLayout, segments: readonly Segment[], hits: readonly Hit[]): Scored {
  const titles = titlesOf(layout);
  const labels = labelsOf(layout);
  let score = 0;
  const seen = new Set<string>();
  for (const { read } of hits) {
    const found = likest(read, titles, TITLE) ?? likest(read, labels, LABEL);
    if (!found || seen.has(found.text)) continue;
    seen.add(found.text);
    // Short words (USA, DNI) stand on many papers.
    const weight = Math.min(1, found.text.length / 8);
    score += (found.worth * weight * found.like) / (countriesByText().get(found.text) ?? 1);
  }
  const number = numberScore(layout, segments);
  return { layout, score: score + number, evidence: seen.size + (number > 0 ? 1 : 0) };
}

function likest(read: string, texts: readonly string[], worth: number) {
  let best: { text: string; like: number; worth: number } | null = null;
  for (const text of texts) {
    const like = likeness(read, text);
    if (like > (best?.like ?? 0)) best = { text, like, worth };
  }
  return best;
}

function numberScore(
  { issuingCountry: country, numbers }: DocumentLayout,
  segments: readonly Segment[],
): number {
  const words = segments.flatMap((segment) => segment.words.map(({ text }) => text.toUpperCase()));
  let most = 0;
  for (const { identifier, pattern } of numbers) {
    for (const number of words) {
      if (!pattern.test(number) || !/\d{2}/.test(number)) continue;
      const proven =
        country && identifier && judgeIdentifier({ country, type: identifier, number }).valid === true;
      // Letters and digits without any form are everybody's.
      const hasForm = /[.-]/.test(number);
      most = Math.max(most, proven ? NUMBER_PROVEN : hasForm ? NUMBER_FORM : 0);
    }
  }
  return country ? most : 0;
}
