import type { Locale } from "../kernel/caller.ts";

/**
 * The language to answer in: of Spanish and English the one the caller ranks higher in `Accept-Language`
 * (RFC 9110 §12.5.4, quality values, first wins on a tie); Spanish when neither is wanted.
 */
export function chooseLocale(acceptLanguage: string | null | undefined): Locale {
  let best: Locale = "es";
  let bestQuality = 0;
  // Bounded, so that a long header costs nothing.
  for (const part of (acceptLanguage ?? "").slice(0, 512).split(",")) {
    const [range = "", ...parameters] = part.split(";");
    const primary = range.trim().toLowerCase().split("-")[0];
    if (primary !== "es" && primary !== "en") continue;
    const quality = qualityOf(parameters);
    if (quality > bestQuality) {
      best = primary;
      bestQuality = quality;
    }
  }
  return best;
}

function qualityOf(parameters: string[]): number {
  const weight = parameters.map((parameter) => parameter.trim()).find((p) => /^q=/i.test(p));
  if (weight === undefined) return 1;
  const value = Number(weight.slice(2));
  return value >= 0 && value <= 1 ? value : 0;
}
