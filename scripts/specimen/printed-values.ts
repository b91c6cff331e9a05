import type {
  DocumentLayout,
  PrintedField as LayoutField,
} from "../../src/features/documents/layouts/layout.ts";
import type { PrintedField } from "./field-block.ts";
import type { Holder } from "./holder.ts";
import type { Identity } from "./identity.ts";
import { printedDate } from "./printed-date.ts";

/** How nationalities are printed where it is not the code of three letters; rows by layout. */
const NATIONALITY: Readonly<Record<string, string>> = {
  "mx-passport": "MEXICANA",
  "cl-cedula": "CHILENA",
  "ar-dni": "ARGENTINA",
  "br-cnh": "BRASILEIRO(A)",
  "ec-cedula": "ECUATORIANA",
  "pa-cedula": "PANAMEÑA",
  "do-cedula": "REPÚBLICA DOMINICANA",
};
/** Where the holder was born and the card was issued, by issuer. */
const PLACES: Readonly<Record<string, string>> = {
  CO: "BOGOTÁ D.C.",
  MX: "CIUDAD DE MÉXICO",
  PE: "LIMA",
  CL: "SANTIAGO",
  AR: "BUENOS AIRES",
  BR: "SÃO PAULO, SP",
  EC: "QUITO",
  PA: "PANAMÁ",
  DO: "SANTO DOMINGO",
  ES: "MADRID",
  US: "RICHMOND VA",
};
const AUTHORITY: Readonly<Record<string, string>> = { MX: "SRE", BR: "IIRGD SP" };

/** Values that say nothing of a person and are the same on every specimen. */
const FIXED: Partial<Record<LayoutField["field"], readonly string[]>> = {
  licenceCategories: ["D"],
  civilStatus: ["SOLTERO"],
  occupation: ["DOCENTE"],
  parents: ["CARLOS ROMERO", "CARMEN GÓMEZ"],
  electoralSection: ["0747"],
  registrationYear: ["2015 00"],
  processNumber: ["00123456789"],
  registryNumber: ["123456789"],
};

/** Names as a side prints them that is to contradict what a machine reads. */
const CONTRADICTING = { familyName: "NAKAMURA PEREIRA", givenNames: "YUKI INÉS" };

/** The fields of a side with what a specimen prints under their labels. */
export function printedFields(
  fields: readonly LayoutField[],
  layout: DocumentLayout,
  identity: Identity,
  contradicts: boolean,
): PrintedField[] {
  const shown = contradicts ? { ...identity, holder: { ...identity.holder, ...CONTRADICTING } } : identity;
  return fields.map((field) => {
    const [first = "", ...more] = printedLines(field, layout, shown);
    const also = field.also ? printedLines({ ...field, field: field.also }, layout, shown) : [];
    return {
      label: field.labels[0],
      lines: [[first, ...also].join(" "), ...more],
      place: field.place === "near" ? "under" : (field.place ?? "under"),
    };
  });
}

/** What a specimen prints of a field, line by line. */
export function printedLines(
  field: LayoutField,
  layout: DocumentLayout,
  { holder, numbers }: Identity,
): readonly string[] {
  const date = (of: string) => printedDate(of, layout.dates);
  const country = layout.issuingCountry ?? "";
  const [firstFamily = "", ...otherFamily] = holder.familyName.split(" ");
  const prints = (name: LayoutField["field"]) =>
    [...layout.front.fields, ...(layout.back?.fields ?? [])].some((other) => other.field === name);
  switch (field.field) {
    case "familyName":
      if (prints("secondFamilyName")) return [firstFamily];
      return field.lines === 2 ? [firstFamily, otherFamily.join(" ")].filter(Boolean) : [holder.familyName];
    case "secondFamilyName":
      return [otherFamily.join(" ")];
    case "givenNames":
      return [holder.givenNames];
    case "fullName":
      return field.lines === "surnames-then-given"
        ? [firstFamily, otherFamily.join(" "), holder.givenNames]
        : [`${holder.givenNames} ${holder.familyName}`];
    case "dateOfBirth":
    case "dateOfIssue":
      return [date(holder[field.field])];
    case "dateOfExpiry":
      // Mexico's voter card is good through the last of these years.
      if (layout.id === "mx-ine")
        return [`${holder.dateOfIssue.slice(0, 4)} - ${holder.dateOfExpiry.slice(0, 4)}`];
      return [date(holder.dateOfExpiry)];
    case "firstLicenceDate":
      return [date("2014-03-20")];
    case "sex":
      // H is a man and M a woman there.
      return [layout.id === "mx-ine" ? { F: "M", M: "H", X: "X" }[holder.sex] : holder.sex];
    case "nationality":
      return [NATIONALITY[layout.id] ?? (holder.nationality === "UTO" ? "UTOPIAN" : holder.nationality)];
    case "placeOfBirth":
    case "placeOfIssue":
      return [PLACES[country] ?? holder.placeOfBirth];
    case "issuingAuthority":
      return [AUTHORITY[country] ?? "PASSPORT OFFICE"];
    case "address":
      return addressLines(holder, country, field.lines === 2 || field.lines === 3);
    case "bloodType":
      return [holder.bloodType];
    case "heightCm":
      return [printedHeight(Number(holder.heightCm), country)];
    default:
      return FIXED[field.field] ?? [numbers[field.field] ?? ""];
  }
}

const addressLines = (holder: Holder, country: string, several: boolean): readonly string[] => {
  if (country === "US") return US_ADDRESS;
  const [street = "", town = ""] = holder.address.split(", ");
  return several ? [street, PLACES[country] ?? town] : [`${street} ${PLACES[country] ?? town}`];
};
/** The address of the example in AAMVA's standard (annex D.12.6). */
export const US_ADDRESS = ["2300 WEST BROAD STREET", "RICHMOND, VA 23269"] as const;

function printedHeight(heightCm: number, country: string): string {
  if (country !== "US") return (heightCm / 100).toFixed(2);
  const inches = Math.round(heightCm / 2.54);
  return `${Math.floor(inches / 12)}'-${String(inches % 12).padStart(2, "0")}"`;
}
