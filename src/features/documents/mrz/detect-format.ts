import { MRZ_ALPHABET, MRZ_LAYOUTS, type MrzFormat } from "../../../kernel/mrz-format.ts";

/** The format of lines by their number, length and first letters; null when no format has such lines. */
export function detectFormat(lines: readonly string[]): MrzFormat | null {
  const first = lines[0] ?? "";
  if (!lines.every((line) => [...line].every((char) => MRZ_ALPHABET.includes(char)))) return null;
  const fitting = MRZ_LAYOUTS.filter(
    ({ classes }) =>
      classes.length === lines.length && lines.every((line, at) => line.length === classes[at]?.length),
  ).map(({ format }) => format);
  // France's card of 1988 has TD2's size and code and another layout; TD2 cards of France do not exist.
  const wanted = (format: MrzFormat): boolean => {
    if (format === "DLFR") return first.startsWith("D1FRA");
    if (format === "DLCH") return lines[1]?.startsWith("FACHE") ?? false;
    if (format === "IDFR") return first.startsWith("IDFRA");
    if (format === "MRVA" || format === "MRVB") return first.startsWith("V");
    if (format === "TD3") return first.startsWith("P");
    if (format === "TD2") return /^[ACIP]/.test(first) && !first.startsWith("IDFRA");
    return /^[ACI]/.test(first);
  };
  return fitting.find(wanted) ?? null;
}
