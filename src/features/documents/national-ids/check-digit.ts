/** The digits of a text that holds only digits. */
export const digitsOf = (text: string): number[] => Array.from(text, Number);

/** Σ value × weight, from the left; weights beyond the values are not used. */
export const weightedSum = (values: readonly number[], weights: readonly number[]): number =>
  values.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), 0);

/** Σ digit × weight from the right, the weights in turn and, when they end, from the first again. */
export const sumFromRight = (digits: string, weights: readonly number[]): number =>
  digitsOf(digits)
    .reverse()
    .reduce((sum, digit, at) => sum + digit * (weights[at % weights.length] ?? 0), 0);

/** What is missing to the next multiple of `modulus`: 0 to modulus − 1. */
export const complement = (sum: number, modulus: number): number => (modulus - (sum % modulus)) % modulus;

/** Digits of products of two digits added up, as Luhn does: 12 counts 3. */
export const folded = (product: number): number => (product > 9 ? product - 9 : product);

/** Luhn's sum (ISO/IEC 7812-1 annex B) with its check digit included: a multiple of ten when it agrees. */
export const luhnSum = (values: readonly number[]): number =>
  [...values].reverse().reduce((sum, value, at) => sum + (at % 2 === 0 ? value : folded(value * 2)), 0);

/** The number without its last character, and that character. */
export const splitLast = (number: string): [body: string, digit: string] => [
  number.slice(0, -1),
  number.slice(-1),
];
