import { complement, digitsOf, luhnSum, splitLast, sumFromRight, weightedSum } from "./check-digit.ts";
import type { IdentifierRule } from "./identifier-rule.ts";

const GROWING = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13];

/** Of 8 digits: the remainder; one of 10 is not given out. */
const cuiRest = (number: string) => weightedSum(digitsOf(number.slice(0, 8)), GROWING) % 11;
const cuiAgrees = (number: string) => String(cuiRest(number)) === number[8];

/** Central America, Panama and the Dominican Republic. */
export const CENTRAL_AMERICA: readonly IdentifierRule[] = [
  {
    country: "GT",
    types: ["CUI", "DPI"],
    title: "Código único de identificación",
    layout: "8 digits, check digit, 2 digits of the department (01-22), 2 of the municipality",
    pattern: /^\d{9}(?:0[1-9]|1\d|2[0-2])(?!00)\d{2}$/,
    algorithm: "modulo 11, weights 2 … 9",
    check: cuiAgrees,
    // The RENAP publishes no algorithm.
    proof: "none",
    source: "Decreto 90-2005; RENAP (nationid gt)",
  },
  {
    country: "GT",
    types: ["NIT"],
    title: "Número de identificación tributaria",
    layout: "1 to 11 digits and a check character (0-9, K); or a person's CUI",
    pattern: /^(?:\d{1,11}[\dK]|\d{13})$/,
    algorithm: "modulo 11, weights 2, 3, 4 … from the right",
    check: (number) => {
      if (number.length === 13) return cuiAgrees(number);
      const [body, digit] = splitLast(number);
      return "0123456789K"[complement(sumFromRight(body, GROWING), 11)] === digit;
    },
    proof: "none",
    source: "SAT, FEL: reglas y validaciones, p. 58; python-stdnum gt.nit",
  },
  {
    country: "SV",
    types: ["DUI"],
    title: "Documento único de identidad",
    layout: "8 digits and a check digit",
    pattern: /^\d{9}$/,
    algorithm: "modulo 10, weights 9 … 2",
    check: (number) => {
      const [body, digit] = splitLast(number);
      return String(complement(weightedSum(digitsOf(body), [9, 8, 7, 6, 5, 4, 3, 2]), 10)) === digit;
    },
    // The RNPN publishes no algorithm.
    proof: "none",
    source: "RNPN; Decreto 763 of 2021 (nationid sv)",
  },
  {
    country: "HN",
    types: ["DNI"],
    title: "Documento nacional de identificación",
    layout: "2 digits of the department (01-18), 2 of the municipality, 4 of the year, 5 digits",
    pattern: /^(?:0[1-9]|1[0-8])\d{2}(?:19|20)\d{7}$/,
    proof: "none",
    source: "Decreto 62-2004; RNP, rnp.hn (nationid hn)",
  },
  {
    country: "CR",
    types: ["CEDULA", "CI", "CEDULA_FISICA"],
    title: "Cédula de identidad",
    layout: "1 digit of the province (1-9), 4 digits, 4 digits; often with a 0 before",
    pattern: /^0?[1-9]\d{8}$/,
    proof: "none",
    source: "Tribunal Supremo de Elecciones; python-stdnum cr.cpf",
  },
  {
    country: "CR",
    types: ["DIMEX"],
    title: "Documento de identidad migratorio para extranjeros",
    layout: "11 or 12 digits, the first 1",
    pattern: /^1\d{10,11}$/,
    proof: "none",
    source: "Ley 8764; python-stdnum cr.cr",
  },
  {
    country: "PA",
    types: ["CEDULA", "CIP"],
    title: "Cédula de identidad personal",
    layout: "province (1-13, AV or PI behind it) or PE, E, N; tome of 1 to 4 digits; entry of 1 to 6",
    pattern: /^(?:PE|E|N|(?:1[0-3]|[1-9])(?:AV|PI)?)\d{2,10}$/,
    proof: "none",
    source: "Ley 68 de 2015 art. 8; Tribunal Electoral (nationid pa)",
  },
  {
    country: "DO",
    types: ["CEDULA", "CIE"],
    title: "Cédula de identidad y electoral",
    layout: "3 digits of the municipality, 7 digits, check digit",
    pattern: /^\d{11}$/,
    algorithm: "modulo 10 (Luhn)",
    check: (number) => luhnSum(digitsOf(number)) % 10 === 0,
    // Hundreds of cédulas in use disagree with their digit (the exceptions of python-stdnum do.cedula).
    proof: "none",
    source: "Ley 8-92; Junta Central Electoral; python-stdnum do.cedula",
  },
];
