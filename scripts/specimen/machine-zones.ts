import type { PrintedFieldName } from "../../src/features/documents/layouts/layout.ts";
import { alpha3Of } from "../../src/kernel/countries.ts";
import type { Identity } from "./identity.ts";
import { td1Lines, td2Lines, td3Lines, visaLines } from "./mrz-lines.ts";
import type { SpecimenType, Zone } from "./specimen-layouts.ts";
import { aamvaText, arDniText, clQrText, coCedulaBytes, mxIneQrText } from "./symbol-contents.ts";
import { makeSymbol, type PrintedSymbol } from "./symbols.ts";

/**
 * What an issuer puts into its card's MRZ: its code, a number of the blank where the card's own number is not the
 * holder's, and what stands in the optional data of the first and the second line.
 */
interface CardMrz {
  code: string;
  serial?: string;
  first?: PrintedFieldName;
  second?: PrintedFieldName;
}

const CARD_MRZ: Readonly<Record<string, CardMrz>> = {
  "co-cedula-digital": { code: "IC", serial: "012345678", second: "personalNumber" },
  "co-cedula-extranjeria": { code: "IR" },
  "mx-ine": { code: "ID", serial: "123456789" },
  "pe-dni": { code: "I" },
  "cl-cedula": { code: "IN", second: "personalNumber" },
  "ar-dni": { code: "ID" },
  "br-cin": { code: "I", serial: "012345678", first: "personalNumber" },
  "br-cnh": { code: "I" },
  "ec-cedula": { code: "I", second: "personalNumber" },
  "pa-cedula": { code: "ID" },
  "do-cedula": { code: "ID" },
  "es-dni": { code: "ID", first: "personalNumber" },
  "es-nie": { code: "IR", serial: "E01234567", first: "personalNumber" },
};
const GENERAL: CardMrz = { code: "I", first: "personalNumber" };

/** Without the dots, hyphens and the Peruvian check digit that are printed for people. */
const bare = (number: string): string => number.replace(/ - \d$/, "").replace(/[^A-Z0-9]/gi, "");

/** The lines of a zone's MRZ; none for a zone that is a symbol. */
export function mrzOf(type: SpecimenType, zone: Zone, identity: Identity, state: string): string[] {
  const { layout } = type;
  const { code, serial, first, second } = CARD_MRZ[layout.id] ?? GENERAL;
  const issuer = layout.issuingCountry ? (alpha3Of(layout.issuingCountry) ?? "") : state;
  const number = (name: PrintedFieldName | undefined) => bare((name && identity.numbers[name]) ?? "");
  const holder = {
    ...identity.holder,
    documentNumber: serial ?? number("documentNumber"),
    personalNumber: layout.issuingCountry ? "" : identity.holder.personalNumber,
  };
  if (zone === "TD1") {
    return td1Lines(holder, issuer, code, { first: number(first), second: number(second) });
  }
  if (zone === "TD2") return td2Lines({ ...holder, personalNumber: "" }, issuer);
  if (zone === "TD3") return td3Lines(holder, issuer);
  if (zone === "MRVA") return visaLines(holder, issuer, 44);
  return zone === "MRVB" ? visaLines({ ...holder, personalNumber: "" }, issuer, 36) : [];
}

/** The symbol of a zone; null for an MRZ, and for the linear code of American licences, which nothing here reads. */
export async function symbolOf(
  type: SpecimenType,
  zone: Zone,
  identity: Identity,
): Promise<PrintedSymbol | null> {
  if (zone === "PDF417") {
    const content = pdf417Content(type, identity);
    // Half a kilobyte wants more columns, to stay as low as the strip it is printed on.
    return makeSymbol("PDF417", content, content.length > 400 ? 18 : 12);
  }
  return zone === "QRCode" ? makeSymbol("QRCode", qrContent(type, identity)) : null;
}

/** Where an issuer's content is not known, a text that says what it is. */
const unknownContent = ({ id }: SpecimenType, { holder }: Identity): string =>
  `SPECIMEN ${id} ${holder.documentNumber}`;

function pdf417Content(type: SpecimenType, identity: Identity): string | Uint8Array {
  if (type.id === "us-driving-licence") return aamvaText(identity);
  if (type.id === "co-cedula-amarilla") return coCedulaBytes(identity);
  return type.id === "ar-dni" ? arDniText(identity) : unknownContent(type, identity);
}

function qrContent(type: SpecimenType, identity: Identity): string {
  if (type.id === "mx-ine") return mxIneQrText(identity);
  return type.id === "cl-cedula" ? clQrText(identity) : unknownContent(type, identity);
}
