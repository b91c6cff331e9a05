import { luhnSum, splitLast } from "./check-digit.ts";
import type { IdentifierRule } from "./identifier-rule.ts";

const DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";
const CC_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

const letterOf = (digits: string): string | undefined => DNI_LETTERS[Number(digits) % 23];

/** Spain and Portugal. */
export const IBERIA: readonly IdentifierRule[] = [
  {
    country: "ES",
    types: ["DNI", "NIF"],
    title: "Documento nacional de identidad",
    layout: "8 digits and a letter",
    pattern: /^\d{7,8}[A-HJ-NP-TV-Z]?$/,
    algorithm: "the number modulo 23 in a table of letters",
    check: (number) => {
      const [body, letter] = splitLast(number);
      return /\d/.test(letter) ? null : letterOf(body) === letter;
    },
    proof: "check",
    source: "Real Decreto 1553/2005; Real Decreto 1065/2007 art. 19; python-stdnum es.dni",
  },
  {
    country: "ES",
    types: ["NIE"],
    title: "Número de identidad de extranjero",
    layout: "X, Y or Z, 7 digits and a letter",
    pattern: /^[XYZ]\d{7}[A-HJ-NP-TV-Z]?$/,
    algorithm: "as the DNI, with 0, 1, 2 for X, Y, Z",
    check: (number) => {
      if (number.length === 8) return null;
      const [body, letter] = splitLast(number);
      return letterOf(`${"XYZ".indexOf(body.slice(0, 1))}${body.slice(1)}`) === letter;
    },
    proof: "check",
    source: "Real Decreto 557/2011 art. 206; Orden INT/2058/2008; python-stdnum es.nie",
  },
  {
    country: "PT",
    types: ["CC", "NIC", "BI"],
    title: "Cartão de cidadão",
    layout: "8 digits, a digit, 2 characters of the version, check digit; or the civil number alone",
    pattern: /^(?:\d{8}|\d{9}(?:[A-Z0-9]{2}\d)?)$/,
    algorithm: "modulo 10 with folded products (Luhn), A = 10 … Z = 35, over the twelve characters",
    check: (number) =>
      number.length < 12
        ? null
        : luhnSum(Array.from(number, (letter) => CC_ALPHABET.indexOf(letter))) % 10 === 0,
    proof: "check",
    source: "autenticacao.gov.pt, Validação de Número de Documento do Cartão de Cidadão; python-stdnum pt.cc",
  },
];
