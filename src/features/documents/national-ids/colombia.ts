import { splitLast, sumFromRight } from "./check-digit.ts";
import type { IdentifierRule } from "./identifier-rule.ts";

/** Primes from the right, DIAN (Orden Administrativa 4 of 1989). */
const NIT_WEIGHTS = [3, 7, 13, 17, 19, 23, 29, 37, 41, 43, 47, 53, 59, 67, 71];
const REGISTRY = "Registraduría Nacional del Estado Civil, registraduria.gov.co; Decreto 1260 de 1970";
const MIGRATION = "Migración Colombia, migracioncolombia.gov.co";

export const COLOMBIA: readonly IdentifierRule[] = [
  {
    country: "CO",
    types: ["CC"],
    title: "Cédula de ciudadanía",
    layout: "3 to 10 digits (10 since the NUIP, first 1)",
    pattern: /^[1-9]\d{2,9}$/,
    proof: "none",
    source: REGISTRY,
  },
  {
    country: "CO",
    types: ["TI"],
    title: "Tarjeta de identidad",
    layout: "10 digits, or 11 on older cards",
    pattern: /^\d{10,11}$/,
    proof: "none",
    source: REGISTRY,
  },
  {
    country: "CO",
    types: ["NUIP", "RC"],
    title: "Número único de identificación personal",
    layout: "10 digits, or 10 letters and digits in the first years, or an older cédula's or card's number",
    pattern: /^(?:\d{3,11}|(?=.*\d)[A-Z0-9]{10})$/,
    proof: "none",
    source: REGISTRY,
  },
  {
    country: "CO",
    types: ["CE"],
    title: "Cédula de extranjería",
    layout: "4 to 8 digits, older ones with E before them",
    pattern: /^E?\d{4,8}$/,
    proof: "none",
    source: MIGRATION,
  },
  {
    country: "CO",
    types: ["PPT"],
    title: "Permiso por protección temporal",
    layout: "5 to 11 letters and digits, mostly 7 digits",
    pattern: /^[A-Z0-9]{5,11}$/,
    proof: "none",
    source: `Decreto 216 de 2021; ${MIGRATION}`,
  },
  {
    country: "CO",
    types: ["NIT"],
    title: "Número de identificación tributaria",
    layout: "5 to 10 digits (a person's cédula) and a check digit",
    pattern: /^\d{6,11}$/,
    algorithm: "modulo 11, prime weights from the right",
    check: (number) => {
      const [body, digit] = splitLast(number);
      return "01987654321"[sumFromRight(body, NIT_WEIGHTS) % 11] === digit;
    },
    // Many write it without the digit: 900123456, or a bare cédula. Only companies' ten digits and eleven tell.
    doubtful: (number) => !/^(?:[89]\d{9}|\d{11})$/.test(number),
    proof: "check",
    source: "Estatuto Tributario art. 555-1; DIAN, Orden Administrativa 4 de 1989; python-stdnum co.nit",
  },
];
