import { type MrzFormat, mrzLayout } from "../../../kernel/mrz-format.ts";
import { parseMrz } from "../mrz/parse-mrz.ts";
import { countryOfState } from "../mrz/states.ts";
import { decodeC40 } from "./c40.ts";
import { readSeal } from "./digital-seal.ts";
import { type BarcodeFields, type ParsedBarcode, wholeField } from "./parsed-barcode.ts";

/**
 * The feature that holds an MRZ, by the seal's profile (feature definition reference and category), and what document
 * bears such a seal: visas (ICAO 9303-7 §5), emergency travel documents (9303-8 §5), Germany's residence permits and
 * arrival attestations (BSI TR-03137-1 §6, §8).
 */
const PROFILES: readonly {
  profile: RegExp;
  tag: number;
  format: MrzFormat;
  documentType: ParsedBarcode["documentType"];
}[] = [
  { profile: /^5d/, tag: 0x01, format: "MRVA", documentType: "visa" },
  { profile: /^5d/, tag: 0x02, format: "MRVB", documentType: "visa" },
  { profile: /^5e/, tag: 0x02, format: "TD2", documentType: "passport" },
  { profile: /^fb06$/, tag: 0x02, format: "TD2", documentType: "residence_permit" },
  { profile: /^fd02$/, tag: 0x02, format: "TD2", documentType: null },
];
const COPIED = ["familyName", "givenNames", "documentNumber", "dateOfBirth", "dateOfExpiry", "sex"] as const;

/**
 * A visible digital seal with the fields of the MRZ in it, where its profile has one and the check digits agree; null
 * when the bytes are no seal.
 * @param now milliseconds since 1970, to tell the century of two-digit years
 */
export function parseVds(bytes: Uint8Array, now: number): ParsedBarcode | null {
  const read = readSeal(bytes);
  if (!read) return null;
  const { seal, features } = read;
  const known = PROFILES.find(({ profile, tag }) => profile.test(seal.profile) && features.has(tag));
  const mrz = known && parseMrz(linesOf(features.get(known.tag) as Uint8Array, known.format), now);
  const agrees = mrz ? Object.values(mrz.checkDigits).every(Boolean) : true;
  const fields: BarcodeFields = {};
  if (mrz && agrees) {
    for (const name of COPIED) {
      const field = mrz.fields[name];
      if (field?.value)
        fields[name] = { ...wholeField(field.value, field.raw), truncated: mrz.nameTruncated };
    }
    const nationality = mrz.fields.nationality?.value;
    if (nationality) fields.nationality = wholeField(countryOfState(nationality) ?? nationality, nationality);
  }
  return {
    parsedAs: "icao_vds",
    documentType: known?.documentType ?? null,
    issuingCountry: countryOfState(seal.issuingStateCode),
    issuingSubdivision: null,
    fields,
    seal,
    ...(agrees ? {} : { contradicts: true }),
  };
}

/** Two lines; seals write spaces for fillers and leave out those at the end. */
function linesOf(feature: Uint8Array, format: MrzFormat): string[] {
  const { lineLength } = mrzLayout(format);
  const text = decodeC40(feature).replaceAll(" ", "<");
  return [text.slice(0, lineLength), text.slice(lineLength, 2 * lineLength).padEnd(lineLength, "<")];
}
