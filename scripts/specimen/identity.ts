import type { DocumentLayout, PrintedFieldName } from "../../src/features/documents/layouts/layout.ts";
import { judgeIdentifier } from "../../src/features/documents/national-ids/national-ids.ts";
import { alpha3Of } from "../../src/kernel/countries.ts";
import { type Holder, specimenHolder } from "./holder.ts";
import type { Outcome } from "./outcomes.ts";

/** A specimen's holder, and the numbers its layout prints, in their printed form. */
export interface Identity {
  holder: Holder;
  numbers: Readonly<Partial<Record<PrintedFieldName, string>>>;
}

/** Invented holders with two family names, as documents of these languages print them. */
const NAMES = {
  es: { familyName: "ROMERO GÓMEZ", F: "ANA LUCÍA", M: "LUIS ANDRÉS" },
  pt: { familyName: "ROMERO GOMES", F: "ANA LÚCIA", M: "LUÍS ANDRÉ" },
  en: { familyName: "ROMERO", F: "ANA LUCIA", M: "LUIS ANDRES" },
  fr: { familyName: "ROMIER", F: "ANNE LUCIE", M: "LOUIS ANDRÉ" },
} as const;

/** Cards that are given to foreigners. */
const FOREIGN: Readonly<Record<string, string>> = { "co-cedula-extranjeria": "VEN", "es-nie": "COL" };

/**
 * The holder of a layout's specimen. Its numbers are the layout's examples, which its issuer's rules allow; birth and
 * sex are what these numbers tell.
 * @param state of documents that any state issues, as an MRZ prints it
 */
export function identityOf(
  layout: DocumentLayout,
  state: string,
  now: Date,
  outcome: Outcome,
  told: Partial<Holder> = {},
): Identity {
  const base = specimenHolder(now, outcome);
  const numbers: Partial<Record<PrintedFieldName, string>> = {};
  let facts: Partial<Holder> = {};
  if (layout.issuingCountry) {
    for (const { field, identifier, example } of layout.numbers) {
      numbers[field] = example;
      facts = { ...factsOf(layout.issuingCountry, identifier, example), ...facts };
    }
  }
  const sex = facts.sex === "M" ? "M" : "F";
  const names = NAMES[layout.languages[0]];
  const national: Partial<Holder> = layout.issuingCountry
    ? {
        familyName: names.familyName,
        givenNames: names[sex],
        nationality: FOREIGN[layout.id] ?? alpha3Of(layout.issuingCountry) ?? "",
        ...facts,
      }
    : { nationality: state };
  const other =
    outcome === "other-person" ? { familyName: base.familyName, givenNames: base.givenNames } : {};
  const holder: Holder = { ...base, ...national, ...other, ...told };
  if (outcome === "under-age" && !told.dateOfBirth) holder.dateOfBirth = base.dateOfBirth;
  if (numbers.documentNumber && !told.documentNumber) holder.documentNumber = numbers.documentNumber;
  else numbers.documentNumber = holder.documentNumber;
  if (numbers.personalNumber && !told.personalNumber) holder.personalNumber = numbers.personalNumber;
  else numbers.personalNumber = holder.personalNumber;
  return outcome === "number-invalid" ? withWrongNumber(layout, { holder, numbers }) : { holder, numbers };
}

function factsOf(country: string, identifier: string | null, number: string): Partial<Holder> {
  if (!identifier) return {};
  const { facts } = judgeIdentifier({ country, type: identifier, number });
  return {
    ...(facts?.dateOfBirth ? { dateOfBirth: facts.dateOfBirth } : {}),
    ...(facts?.sex ? { sex: facts.sex } : {}),
  };
}

/** The same with a number that its issuer's rule refuses; where no rule does, without a number. */
function withWrongNumber(layout: DocumentLayout, { holder, numbers }: Identity): Identity {
  for (const { field, identifier, example } of layout.issuingCountry ? layout.numbers : []) {
    const wrong = identifier && wrongNumber(layout.issuingCountry ?? "", identifier, example);
    if (wrong) return { holder: { ...holder, [field]: wrong }, numbers: { ...numbers, [field]: wrong } };
  }
  return { holder: { ...holder, documentNumber: "" }, numbers: { ...numbers, documentNumber: "" } };
}

/** The number with another last character, such as cannot exist; null when the rule allows or doubts them all. */
function wrongNumber(country: string, type: string, number: string): string | null {
  for (const last of "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") {
    const changed = number.slice(0, -1) + last;
    if (judgeIdentifier({ country, type, number: changed }).impossible) return changed;
  }
  return null;
}
