import { countryCode } from "../country-code.ts";
import type { Entity, EntityIdentifier, EntityName, EntityType, ListDate, NameKind } from "../entity.ts";
import { scriptOf } from "../script-of.ts";
import type { OfacRow } from "./read.ts";

export type OfacListId = "us_ofac_sdn" | "us_ofac_cons";

/** Translates a joined OFAC row. Its remarks are sentences by convention (`DOB 10 Dec 1948; POB Giza, Egypt; …`). */
export function mapOfacRow(row: OfacRow, listId: OfacListId): Entity {
  const remarks = row.remarks.split(";").map((remark) =>
    remark
      .trim()
      .replace(/^alt\. /, "")
      .replace(/\.$/, ""),
  );
  const isPerson = row.kind === "individual";
  return {
    id: `${listId}:${row.number}`,
    listId,
    type: typeOf(row.kind),
    names: namesOf(row, remarks, isPerson),
    birthDates: remarks.flatMap(birthDate),
    gender: remarks.includes("Gender Female") ? "F" : remarks.includes("Gender Male") ? "M" : null,
    countries: countriesOf(remarks),
    identifiers: remarks.flatMap(identifier),
    programmes: row.programmes
      .split(/\]\s*\[|;\s*/)
      .map((name) => name.replace(/[[\]]/g, "").trim())
      .filter(Boolean),
    topics: ["sanction"],
    sourceUrl: `https://sanctionssearch.ofac.treas.gov/Details.aspx?id=${row.number}`,
  };
}

const TYPES: Record<string, EntityType> = {
  individual: "person",
  vessel: "vessel",
  aircraft: "aircraft",
  "": "organisation",
};
const typeOf = (kind: string): EntityType => TYPES[kind] ?? "unknown";

function namesOf(row: OfacRow, remarks: string[], isPerson: boolean): EntityName[] {
  const names: EntityName[] = [named(row.name, "primary", isPerson)];
  for (const alias of row.aliases)
    names.push(named(alias.name, alias.kind === "fka" ? "former" : "alias", isPerson));
  // OFAC prints weak aliases only in the remarks, quoted.
  for (const remark of remarks) {
    const weak = /^(?:a|f|n)\.k\.a\. '(.+)'/.exec(remark)?.[1];
    if (weak) names.push(named(weak, "weak_alias", isPerson));
  }
  return names;
}

/** `SURNAME, Given names` in the order people write it; the order matters little to the matcher, but to a reader. */
function named(text: string, kind: NameKind, isPerson: boolean): EntityName {
  const comma = isPerson ? text.indexOf(",") : -1;
  const ordered = comma < 0 ? text : `${text.slice(comma + 1).trim()} ${text.slice(0, comma).trim()}`;
  return { text: ordered, kind, script: scriptOf(ordered) };
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DATE = /(?:(\d{1,2}) )?(?:([A-Z][a-z]{2}) )?(\d{4})/;

function birthDate(remark: string): ListDate[] {
  if (!remark.startsWith("DOB ")) return [];
  const found = DATE.exec(remark);
  const year = Number(found?.[3]);
  if (!found || !year) return [];
  const to = Number(/ to .*?(\d{4})/.exec(remark)?.[1]);
  const month = MONTHS.indexOf(found[2] ?? "") + 1;
  return [
    {
      year,
      ...(to > year ? { yearTo: to } : {}),
      ...(month > 0 ? { month } : {}),
      ...(month > 0 && found[1] ? { day: Number(found[1]) } : {}),
      circa: remark.includes("circa"),
    },
  ];
}

function countriesOf(remarks: string[]): string[] {
  const codes = remarks
    .map((remark) => /^(?:nationality|citizen|Nationality of Registration) (.+)$/.exec(remark)?.[1])
    .map((name) => (name ? countryCode(name) : null));
  return [...new Set(codes.filter((code) => code !== null))];
}

const IDENTIFIERS: [RegExp, EntityIdentifier["type"]][] = [
  [/^(?:Diplomatic )?Passport (?:#)?(\S+)/, "passport"],
  [
    /^(?:National ID|Cedula|Identification|National Foreign ID|Personal ID|Citizen's Card|D\.N\.I\.|C\.U\.R\.P\.|Electoral Registry)[^0-9A-Z]*(?:No\.|Number|Card)?\s*#?\s*(\S+)/,
    "national_id",
  ],
  [/^(?:Tax ID|R\.F\.C\.|NIT|RUC|V\.A\.T\.|SSN)[^0-9A-Z]*(?:No\.|Number)?\s*#?\s*(\S+)/, "tax_id"],
  [
    /^(?:Registration|Company|Commercial Registry|Business Registration|Matricula Mercantil)[^0-9]*(\d\S+)/,
    "registration",
  ],
  [/^Digital Currency Address - [A-Z0-9]+ (\S+)/, "crypto_address"],
  [/^Vessel Registration Identification IMO (\d+)/, "imo"],
];

function identifier(remark: string): EntityIdentifier[] {
  for (const [pattern, type] of IDENTIFIERS) {
    const number = pattern.exec(remark)?.[1];
    if (!number || !/\d/.test(number)) continue;
    const country = countryCode(/\(([^()]+)\)/.exec(remark)?.[1] ?? "");
    return [{ type, number, ...(country && type !== "crypto_address" ? { country } : {}) }];
  }
  return [];
}
