import { complement, digitsOf, folded, splitLast, weightedSum } from "./check-digit.ts";
import type { IdentifierRule } from "./identifier-rule.ts";

const DNI_WEIGHTS = [3, 2, 7, 6, 5, 4, 3, 2];
const RUC_PE_WEIGHTS = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];
const RIF_WEIGHTS = [3, 2, 7, 6, 5, 4, 3, 2];
const RIF_LETTERS = { V: 4, E: 8, J: 12, P: 16, G: 20, C: 24 } as const;

/** Both series that the RENIEC prints: a digit, or a letter. */
function dniCharacters(body: string): string {
  const rest = weightedSum(digitsOf(body), DNI_WEIGHTS) % 11;
  return `${"65432110987"[rest]}${"KJIHGFEDCBA"[rest]}`;
}

const cedulaAgrees = (number: string) =>
  digitsOf(number).reduce((sum, digit, at) => sum + (at % 2 === 0 ? folded(digit * 2) : digit), 0) % 10 === 0;

/** The third digit tells the kind of taxpayer; companies of recent years (9) follow no rule any more. */
function rucAgrees(number: string): boolean | null {
  const third = Number(number[2]);
  if (third < 6) return cedulaAgrees(number.slice(0, 10));
  return null;
}

/** Peru, Ecuador, Bolivia and Venezuela. */
export const ANDES: readonly IdentifierRule[] = [
  {
    country: "PE",
    types: ["DNI", "CUI"],
    title: "Documento nacional de identidad",
    layout: "8 digits, and where it is given a check character (digit or letter)",
    pattern: /^\d{8}[\dA-K]?$/,
    algorithm: "modulo 11, weights 3 2 7 6 5 4 3 2, over the ninth character",
    check: (number) =>
      number.length === 8 ? null : dniCharacters(number.slice(0, 8)).includes(number.slice(8)),
    // The RENIEC prints the character and publishes no algorithm.
    proof: "none",
    source: "Ley 26.497; RENIEC, gob.pe/235; python-stdnum pe.cui",
  },
  {
    country: "PE",
    types: ["CE"],
    title: "Carné de extranjería",
    layout: "8 to 12 letters and digits, mostly 9 digits",
    pattern: /^[A-Z0-9]{8,12}$/,
    proof: "none",
    source: "Superintendencia Nacional de Migraciones; SUNAT, catálogo 06",
  },
  {
    country: "PE",
    types: ["RUC"],
    title: "Registro único de contribuyentes",
    layout: "10, 15, 16, 17 or 20, 8 digits, check digit",
    pattern: /^(?:10|15|16|17|20)\d{9}$/,
    algorithm: "modulo 11, weights 5 4 3 2 7 6 5 4 3 2",
    check: (number) => {
      const [body, digit] = splitLast(number);
      return String((11 - (weightedSum(digitsOf(body), RUC_PE_WEIGHTS) % 11)) % 10) === digit;
    },
    proof: "check",
    source: "Decreto Legislativo 943; SUNAT; python-stdnum pe.ruc",
  },
  {
    country: "EC",
    types: ["CEDULA", "CI", "CC"],
    title: "Cédula de identidad",
    layout: "2 digits of the province (01-24, 30, 50), 7 digits, check digit",
    pattern: /^(?:0[1-9]|1\d|2[0-4]|30|50)[0-6]\d{7}$/,
    algorithm: "modulo 10 with folded products (Luhn)",
    check: cedulaAgrees,
    // A third digit of 6 is new; the published rule speaks of 0 to 5.
    doubtful: (number) => number[2] === "6",
    proof: "check",
    source: "Registro Civil; SRI, Estructura del RUC; python-stdnum ec.ci",
  },
  {
    country: "EC",
    types: ["RUC"],
    title: "Registro único de contribuyentes",
    layout: "13 digits; a person's is the cédula and 001",
    pattern: /^(?:0[1-9]|1\d|2[0-4]|30|50)[0-69]\d{10}$/,
    algorithm: "a person's: that of the cédula; companies': none that holds for all",
    check: rucAgrees,
    proof: "check",
    source: "SRI, Estructura del RUC; exceptions: python-stdnum issue 497",
  },
  {
    country: "BO",
    types: ["CI", "CEDULA"],
    title: "Cédula de identidad",
    layout: "5 to 8 digits, a complement (digit, letter) where two share them, and the department",
    pattern: /^\d{5,8}(?:\d[A-Z])?(?:LP|OR|PT|CB|CH|TJ|SC|BE|BN|PD|PA)?$/,
    proof: "none",
    source: "Ley 145 de 2011; SEGIP, segip.gob.bo",
  },
  {
    country: "VE",
    types: ["CI", "CEDULA"],
    title: "Cédula de identidad",
    layout: "V or E and 5 to 9 digits; the letter may be missing",
    pattern: /^[VE]?\d{5,9}$/,
    proof: "none",
    source: "SAIME, saime.gob.ve (nationid ve)",
  },
  {
    country: "VE",
    types: ["RIF"],
    title: "Registro único de información fiscal",
    layout: "V, E, J, P, G or C, 8 digits, check digit",
    pattern: /^[VEJPGC]\d{9}$/,
    algorithm: "modulo 11, weights 3 2 7 6 5 4 3 2 and a value for the letter",
    check: (number) => {
      const [body, digit] = splitLast(number);
      const letter = RIF_LETTERS[body[0] as keyof typeof RIF_LETTERS];
      const rest = complement(letter + weightedSum(digitsOf(body.slice(1)), RIF_WEIGHTS), 11);
      return String(rest % 10) === digit;
    },
    // The SENIAT publishes no algorithm.
    proof: "none",
    source: "SENIAT, Providencia SNAT/2003/1697; python-stdnum ve.rif",
  },
];
