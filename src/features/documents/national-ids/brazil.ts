import { complement, digitsOf, splitLast, weightedSum } from "./check-digit.ts";
import type { IdentifierRule } from "./identifier-rule.ts";

const CNPJ_WEIGHTS = [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2];
const CPF_WEIGHTS = [11, 10, 9, 8, 7, 6, 5, 4, 3, 2];

/** Modulo 11 where a digit of 10 is printed as 0; the weights are aligned at the right. */
const digitOver = (values: readonly number[], weights: readonly number[]): number =>
  complement(weightedSum(values, weights.slice(weights.length - values.length)), 11) % 10;

function twoDigitsAgree(values: readonly number[], weights: readonly number[]): boolean {
  const at = values.length - 2;
  const first = digitOver(values.slice(0, at), weights);
  return first === values[at] && digitOver(values.slice(0, at + 1), weights) === values[at + 1];
}

/** A letter counts its ASCII code less 48, so that A is 17 and a digit itself. */
const cnpjValues = (number: string): number[] => Array.from(number, (letter) => letter.charCodeAt(0) - 48);

/**
 * Whether the two last digits of a licence agree. Where the first would be 10 it is 0 and the second is lowered by
 * two; of that case implementations disagree (brutils does not lower), so that both are accepted.
 */
function cnhAgrees(number: string): boolean {
  const values = digitsOf(number.slice(0, 9));
  const first = weightedSum(values, [9, 8, 7, 6, 5, 4, 3, 2, 1]) % 11;
  const second = weightedSum(values, [1, 2, 3, 4, 5, 6, 7, 8, 9]) % 11;
  const seconds = first === 10 ? [second, (second + 9) % 11] : [second];
  return seconds.some((one) => number.endsWith(`${first % 10}${one % 10}`));
}

export const BRAZIL: readonly IdentifierRule[] = [
  {
    country: "BR",
    types: ["CPF", "CIN"],
    title: "Cadastro de pessoas físicas (since 2023 also the number of the identity card)",
    layout: "9 digits and 2 check digits",
    pattern: /^(?!(\d)\1{10})\d{11}$/,
    algorithm: "modulo 11 twice, weights 10 … 2 and 11 … 2",
    check: (number) => twoDigitsAgree(digitsOf(number), CPF_WEIGHTS),
    proof: "check",
    source: "Receita Federal; Lei 14.534/2023; python-stdnum br.cpf",
  },
  {
    country: "BR",
    types: ["CNPJ"],
    title: "Cadastro nacional da pessoa jurídica",
    layout: "12 digits, since July 2026 also letters, and 2 check digits",
    pattern: /^(?!0{12})[0-9A-Z]{12}\d{2}$/,
    algorithm: "modulo 11 twice, weights 5 … 2 9 … 2 and 6 … 2 9 … 2; a letter counts its ASCII code less 48",
    check: (number) => twoDigitsAgree(cnpjValues(number), CNPJ_WEIGHTS),
    proof: "check",
    source: "Receita Federal, IN RFB 2.229/2024 and its technical note on the alphanumeric CNPJ",
  },
  {
    country: "BR",
    types: ["CNH", "DRIVING_LICENCE"],
    title: "Carteira nacional de habilitação (registro)",
    layout: "9 digits and 2 check digits",
    pattern: /^\d{11}$/,
    algorithm: "modulo 11 twice, weights 9 … 1 and 1 … 9",
    check: cnhAgrees,
    // The resolution tells that there are two digits, not how they are made.
    proof: "none",
    source: "Contran, Resolução 192/2006 art. 2; brutils is_valid_cnh",
  },
  {
    country: "BR",
    types: ["RG"],
    title: "Registro geral (older identity card; each state its own numbers)",
    layout: "4 to 14 letters and digits",
    pattern: /^(?=.*\d)[0-9A-Z]{4,14}$/,
    proof: "none",
    source: "Lei 7.116/1983",
  },
  {
    country: "BR",
    types: ["RG_SP"],
    title: "Registro geral of São Paulo",
    layout: "8 digits and a check character (0-9, X)",
    pattern: /^\d{8}[\dX]$/,
    algorithm: "modulo 11, weights 2 … 9",
    check: (number) => {
      const [body, digit] = splitLast(number);
      return "0123456789X"[complement(weightedSum(digitsOf(body), [2, 3, 4, 5, 6, 7, 8, 9]), 11)] === digit;
    },
    // São Paulo publishes no algorithm; cards from before 1983 need not follow it.
    proof: "none",
    source: "SSP-SP; bosontreinamentos.com.br, Algoritmo para validação de RG SSP/SP",
  },
];
