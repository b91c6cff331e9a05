import { alpha2Of, isCountry } from "../../../kernel/countries.ts";
import type { DocumentLayout, PrintedDates, PrintedFieldName } from "../layouts/layout.ts";
import { countryOfState } from "../mrz/states.ts";
import { fold, squash } from "./fold.ts";
import { type DateKind, type DateOrder, printedDate } from "./printed-date.ts";

/** A printed text as the contract writes it; `rest` is what else stood there. */
export interface PrintedValue {
  value: string;
  rest: string;
}

const DATES: Partial<Record<PrintedFieldName, DateKind>> = {
  dateOfBirth: "birth",
  dateOfIssue: "issue",
  firstLicenceDate: "issue",
  dateOfExpiry: "expiry",
};

const NAMES: readonly PrintedFieldName[] = ["familyName", "secondFamilyName", "givenNames", "fullName"];
const NUMBERS: readonly PrintedFieldName[] = [
  "documentNumber",
  "personalNumber",
  "voterKey",
  "processNumber",
  "registryNumber",
  "electoralSection",
  "registrationYear",
];

/** What a text printed for a field says; null when it cannot be that field's. */
export function printedValue(
  field: PrintedFieldName,
  text: string,
  layout: DocumentLayout,
  now: number,
): PrintedValue | null {
  const kind = DATES[field];
  if (kind) return printedDate(text, orderOf(layout.dates), kind, now);
  const plain = (value: string | null): PrintedValue | null => (value ? { value, rest: "" } : null);
  if (field === "sex") return plain(sexOf(text, layout.sexes ?? {}));
  if (field === "heightCm") return plain(heightOf(text));
  if (field === "bloodType") return plain(bloodTypeOf(text));
  if (field === "nationality") return plain(nationalityOf(text, layout.issuingCountry));
  if (NAMES.includes(field)) return plain(nameOf(text));
  if (NUMBERS.includes(field)) return plain(numberOf(field, text, layout));
  return plain(text.replace(/^[\s.:;,|_-]+|[\s:;,|_-]+$/gu, "") || null);
}

const orderOf = ({ form }: PrintedDates): DateOrder =>
  form.startsWith("YYYY") ? "YMD" : form.startsWith("MM/") ? "MDY" : "DMY";

const SEXES: Readonly<Record<string, "M" | "F" | "X">> = {
  M: "M",
  MASCULINO: "M",
  MALE: "M",
  MASC: "M",
  MASCULIN: "M",
  H: "M",
  HOMBRE: "M",
  VARON: "M",
  F: "F",
  FEMENINO: "F",
  FEMININO: "F",
  FEMALE: "F",
  FEM: "F",
  FEMININ: "F",
  MUJER: "F",
  X: "X",
};

/** The first word that names a sex; a card's own letters (M for mujer) come before the general ones. */
function sexOf(text: string, own: Readonly<Record<string, "M" | "F" | "X">>): string | null {
  for (const word of fold(text).split(" ")) {
    const sex = own[word] ?? SEXES[word];
    if (sex) return sex;
  }
  return null;
}

const FEET = /(\d)\s*['’-]\s*(\d{1,2})/u;

/** Whole centimetres of 1.65, 1,65 m, 165 cm or 5'-06". */
function heightOf(text: string): string | null {
  const feet = FEET.exec(text);
  if (feet) return String(Math.round((Number(feet[1]) * 12 + Number(feet[2])) * 2.54));
  const metres = /\b([12])[.,](\d\d)\b/.exec(text);
  if (metres) return `${metres[1]}${metres[2]}`;
  return /\b(1\d\d|2[0-3]\d)\b/.exec(text)?.[1] ?? null;
}

function bloodTypeOf(text: string): string | null {
  const found = /(AB|A|B|O|0)\s*(?:RH)?\s*([+-]|POS|NEG)/i.exec(text.replace(/[–—]/gu, "-"));
  if (!found) return null;
  const group = found[1]?.toUpperCase().replace("0", "O") ?? "";
  return `${group}${/^(\+|POS)/i.test(found[2] ?? "") ? "+" : "-"}`;
}

/** ISO 3166-1 alpha-2 of a code, or of a word that begins as the issuing country's name does (COLOMBIANA). */
function nationalityOf(text: string, issuer: string | null): string | null {
  const word = squash(text);
  if (/^[A-Z]{3}$/.test(word)) return countryOfState(word) ?? alpha2Of(word);
  if (/^[A-Z]{2}$/.test(word)) return isCountry(word) ? word : null;
  return issuer && word.length >= 5 && stemsOf(issuer).some((stem) => word.startsWith(stem)) ? issuer : null;
}

/** The first four letters of a country's names: ECUA of Ecuador and ecuatoriana. */
const stemsOf = (country: string): string[] =>
  ["es", "en", "pt", "fr"].map((language) => {
    const name = new Intl.DisplayNames([language], { type: "region" }).of(country) ?? "";
    return squash(name)
      .replace(/^REPUBLICA|REPUBLIC$|REPUBLIQUE/, "")
      .slice(0, 4);
  });

/** Letters, spaces, hyphens and apostrophes; in capitals as documents print them. Null when it is no name. */
function nameOf(text: string): string | null {
  const name = text
    .normalize("NFC")
    .replace(/[^\p{L}\s'’.-]/gu, " ")
    .replace(/\s+/g, " ")
    // A letter or two beside a name is the background's print; a name of two letters stands alone.
    .replace(/^(?:\p{L}\s+)+(?=\p{L}{3})|(?<=\p{L}{3})(?:\s+\p{L})+$/gu, "")
    .replace(/^[\s.'’-]+|[\s.'’-]+$/gu, "");
  const letters = name.replace(/[^\p{L}]/gu, "");
  const strange = text.replace(/[\p{L}\s'’.,-]/gu, "").length;
  return letters.length >= 2 && strange <= letters.length / 4 ? name.toUpperCase() : null;
}

/**
 * The number in a text: what fits the layout's printed form, else the longest word with a digit. Dots and spaces go,
 * hyphens stay.
 */
function numberOf(field: PrintedFieldName, text: string, layout: DocumentLayout): string | null {
  const words = text
    .toUpperCase()
    .replace(/[|_:;,]/g, " ")
    .trim()
    .split(/\s+/);
  const form = layout.numbers.find((number) => number.field === field);
  if (form) {
    // Readers put spaces into numbers, so neighbours are tried together first.
    for (let length = words.length; length > 0; length--) {
      for (let from = 0; from + length <= words.length; from++) {
        const joined = words.slice(from, from + length);
        const fit = [joined.join(" "), joined.join("")].find(
          // Every number has digits, also where its form would let words through.
          (one) => form.pattern.test(one) && /\d.*\d/.test(one),
        );
        if (fit) return tidy(fit);
      }
    }
    const meant = fittingLookalike(words.join(""), form.pattern);
    if (meant) return tidy(meant);
  }
  const [longest] = words
    .filter((word) => /\d/.test(word) && /^[\p{L}\d./-]+$/u.test(word))
    .sort((one, other) => other.length - one.length);
  return longest && longest.length >= 3 ? tidy(longest) : null;
}

const tidy = (number: string): string => number.replace(/[.\s]/g, "").replace(/^-+|-+$/g, "");

/** Each sign and what a reader takes it for, where a form asks for the other kind. */
const MISTAKEN: Readonly<Record<string, string>> = {
  O: "0",
  0: "O",
  I: "1",
  1: "I",
  S: "5",
  5: "S",
  B: "8",
  8: "B",
  G: "6",
  6: "G",
  Z: "2",
  2: "Z",
};

/** The only number that fits a form and differs from the one read in one sign that readers mistake; else null. */
function fittingLookalike(number: string, form: RegExp): string | null {
  const fits = [...number].flatMap((sign, at) => {
    const other = MISTAKEN[sign];
    const changed = other ? number.slice(0, at) + other + number.slice(at + 1) : "";
    return changed && form.test(changed) && /\d.*\d/.test(changed) ? [changed] : [];
  });
  return fits.length === 1 ? (fits[0] ?? null) : null;
}
