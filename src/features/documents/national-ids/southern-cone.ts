import { complement, digitsOf, splitLast, sumFromRight, weightedSum } from "./check-digit.ts";
import type { IdentifierRule } from "./identifier-rule.ts";

const CUIT_WEIGHTS = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];
const CI_UY_WEIGHTS = [2, 9, 8, 7, 6, 3, 4];
const cuitDigit = (number: string) =>
  complement(weightedSum(digitsOf(number.slice(0, 10)), CUIT_WEIGHTS), 11);

/** Chile, Argentina, Uruguay and Paraguay. */
export const SOUTHERN_CONE: readonly IdentifierRule[] = [
  {
    country: "CL",
    types: ["RUT", "RUN"],
    title: "Rol único nacional / tributario",
    layout: "6 to 8 digits and a check character (0-9, K)",
    pattern: /^\d{6,8}[\dK]$/,
    algorithm: "modulo 11, weights 2 … 7 from the right",
    check: (number) => {
      const [body, digit] = splitLast(number);
      return "0123456789K"[complement(sumFromRight(body, [2, 3, 4, 5, 6, 7]), 11)] === digit;
    },
    // Seven or eight bare digits may be a RUN written without its check digit.
    doubtful: (number) => /^\d{7,8}$/.test(number),
    proof: "check",
    source: "Servicio de Registro Civil e Identificación; SII, sii.cl; python-stdnum cl.rut",
  },
  {
    country: "AR",
    types: ["DNI"],
    title: "Documento nacional de identidad",
    layout: "7 or 8 digits (very old ones 6)",
    pattern: /^[1-9]\d{5,7}$/,
    proof: "none",
    source: "Ley 17.671; RENAPER, argentina.gob.ar/dni; python-stdnum ar.dni",
  },
  {
    country: "AR",
    types: ["CUIT", "CUIL", "CDI"],
    title: "Clave única de identificación tributaria / laboral",
    layout: "2 digits of the kind, 8 digits, check digit",
    pattern: /^(?:2[034567]|3[034]|5[015])\d{9}$/,
    algorithm: "modulo 11, weights 5 4 3 2 7 6 5 4 3 2",
    // Where the remainder asks for 10 the kind is changed to one where it does not; some were given a 9.
    check: (number) => {
      const digit = cuitDigit(number);
      return number.endsWith(String(digit === 10 ? 9 : digit));
    },
    doubtful: (number) => cuitDigit(number) === 10,
    proof: "check",
    source: "ARCA (formerly AFIP), RG 10/1997; ANSES; python-stdnum ar.cuit",
  },
  {
    country: "UY",
    types: ["CI", "CEDULA"],
    title: "Cédula de identidad",
    layout: "6 or 7 digits and a check digit",
    pattern: /^\d{7,8}$/,
    algorithm: "modulo 10, weights 2 9 8 7 6 3 4",
    check: (number) => {
      const [body, digit] = splitLast(number.padStart(8, "0"));
      return String(complement(weightedSum(digitsOf(body), CI_UY_WEIGHTS), 10)) === digit;
    },
    // Seven digits may be a number written without its digit.
    doubtful: (number) => number.length === 7,
    proof: "check",
    source: "Dirección Nacional de Identificación Civil; Ley 19.515 (nationid uy)",
  },
  {
    country: "PY",
    types: ["CI", "CIC"],
    title: "Cédula de identidad civil",
    layout: "5 to 9 digits, some with a letter behind",
    pattern: /^\d{5,9}[A-Z]?$/,
    proof: "none",
    source: "Policía Nacional, Departamento de Identificaciones (nationid py)",
  },
  {
    country: "PY",
    types: ["RUC"],
    title: "Registro único de contribuyentes",
    layout: "4 to 8 digits and a check digit",
    pattern: /^\d{5,9}$/,
    algorithm: "modulo 11, weights 2, 3, 4 … from the right",
    check: (number) => {
      const [body, digit] = splitLast(number);
      return String(complement(sumFromRight(body, [2, 3, 4, 5, 6, 7, 8, 9]), 11) % 10) === digit;
    },
    proof: "none",
    source: "DNIT (formerly SET), ruc.com.py; python-stdnum py.ruc",
  },
];
