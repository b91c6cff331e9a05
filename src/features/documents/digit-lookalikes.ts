/** What readers make of digits, capital letters for digits; to be undone only where a digit must stand, or to compare. */
export const DIGIT_OF: Readonly<Record<string, string>> = {
  O: "0",
  D: "0",
  Q: "0",
  I: "1",
  L: "1",
  S: "5",
  B: "8",
  G: "6",
  Z: "2",
};
