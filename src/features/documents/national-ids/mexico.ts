import { splitLast, weightedSum } from "./check-digit.ts";
import { dateOf, isShortDate } from "./dates.ts";
import type { IdentifierFacts, IdentifierRule } from "./identifier-rule.ts";
import { STATE_LETTERS, stateOfLetters, stateOfNumber } from "./mexican-states.ts";

const CURP_ALPHABET = "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ";
const RFC_ALPHABET = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ";
/** SAT's placeholders for the public at large and for foreigners: nobody's. */
const GENERIC_RFC = /^X[AE]XX010101000$/;
const SEX = { H: "M", M: "F", X: "X" } as const;

const countdown = (from: number) => Array.from({ length: from - 1 }, (_, at) => from - at);

function curpDigit(number: string): string {
  const values = Array.from(number.slice(0, 17), (letter) => CURP_ALPHABET.indexOf(letter));
  return String((10 - (weightedSum(values, countdown(18)) % 10)) % 10);
}

/** Position 17 tells the century: a digit until 1999, a letter from 2000 on. */
function curpFacts(number: string): IdentifierFacts | null {
  const [year = 0, month = 0, day = 0] = (number.slice(4, 10).match(/\d\d/g) ?? []).map(Number);
  const dateOfBirth = dateOf((/\d/.test(number[16] ?? "") ? 1900 : 2000) + year, month, day);
  return dateOfBirth === null
    ? null
    : { dateOfBirth, ...holder(number[10], stateOfLetters(number.slice(11, 13))) };
}

function voterFacts(number: string): IdentifierFacts | null {
  const shortDateOfBirth = number.slice(6, 12);
  if (!isShortDate(shortDateOfBirth)) return null;
  return { shortDateOfBirth, ...holder(number[14], stateOfNumber(number.slice(12, 14))) };
}

function holder(letter: string | undefined, region: string | undefined): IdentifierFacts {
  const sex = SEX[letter as keyof typeof SEX];
  return { ...(sex && { sex }), ...(region && { region }) };
}

function rfcDigit(body: string): string | undefined {
  // A company's eleven characters are filled to twelve with a blank in front.
  const values = Array.from(body.padStart(12), (letter) => RFC_ALPHABET.indexOf(letter));
  return "0123456789A"[(11 - (weightedSum(values, countdown(13)) % 11)) % 11];
}

export const MEXICO: readonly IdentifierRule[] = [
  {
    country: "MX",
    types: ["CURP"],
    title: "Clave única de registro de población",
    layout:
      "4 letters of the name, YYMMDD, H/M/X, 2 letters of the state, 3 consonants, 1 character, check digit",
    pattern: new RegExp(`^[A-ZÑ]{4}\\d{6}[HMX](?:${STATE_LETTERS.join("|")})[A-ZÑ]{3}[0-9A-Z]\\d$`),
    algorithm: "modulo 10, values of a 37-letter alphabet × 18 … 2",
    check: (number) => number.endsWith(curpDigit(number)),
    facts: curpFacts,
    proof: "check",
    source: "SEGOB/RENAPO, Instructivo Normativo para la Asignación de la CURP (DOF 18-10-2021)",
  },
  {
    country: "MX",
    types: ["RFC"],
    title: "Registro federal de contribuyentes",
    layout:
      "4 letters (company 3), YYMMDD, 2 characters and a check digit; 10 characters without the homoclave",
    pattern: /^(?:[A-ZÑ&]{3,4}\d{6}[A-Z0-9]{2}[0-9A]|[A-ZÑ&]{4}\d{6})$/,
    algorithm: "modulo 11, values of a 39-letter alphabet × 13 … 2",
    check: (number) => {
      if (number.length === 10 || GENERIC_RFC.test(number)) return null;
      const [body, digit] = splitLast(number);
      return rfcDigit(body) === digit;
    },
    facts: (number) => {
      const [date = ""] = /\d{6}/.exec(number) ?? [];
      if (!isShortDate(date)) return null;
      // A company's date is that of its founding.
      return number.length === 12 || GENERIC_RFC.test(number) ? {} : { shortDateOfBirth: date };
    },
    // About 1.5 % of the RFCs in use disagree with their digit (python-stdnum mx.rfc).
    proof: "none",
    source: "Código Fiscal de la Federación art. 27; SAT; python-stdnum mx.rfc",
  },
  {
    country: "MX",
    types: ["CLAVE_ELECTOR", "INE", "IFE"],
    title: "Clave de elector",
    layout: "6 consonants of the names, YYMMDD, 2 digits of the state, H/M/X, 3 digits",
    pattern: /^[A-ZÑ]{6}\d{6}(?:0[1-9]|[12]\d|3[0-2]|8[78])[HMX]\d{3}$/,
    facts: voterFacts,
    proof: "none",
    source: "INE, Acuerdo CG58/2014; learn.sayari.com/mexico-voter-id-number-clave-de-elector",
  },
];
