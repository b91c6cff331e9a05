export interface MrzDate {
  /** `YYYY-MM-DD`, or the part of it that is known; null when year and all are fillers. */
  value: string | null;
  possible: boolean;
}

const DAY_MS = 86_400_000;

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** Full year of two digits: the latest that satisfies `fits`, from the century after `now`'s on. */
function fullYear(digits: number, now: number, fits: (year: number) => boolean): number {
  const century = Math.floor(new Date(now).getUTCFullYear() / 100) * 100;
  for (const start of [century + 100, century, century - 100])
    if (fits(start + digits)) return start + digits;
  return century + digits;
}

/**
 * A date of six MRZ characters, YYMMDD, where unknown parts are fillers or, as some states print, zeros
 * (ICAO 9303-3 §4.8).
 * @param kind a birth lies in the past and within 120 years; an expiry no more than 50 years ahead.
 * @param now milliseconds since 1970
 */
export function parseMrzDate(raw: string, kind: "birth" | "expiry", now: number): MrzDate {
  const found = /^(\d\d|<<)(\d\d|<<)(\d\d|<<)$/.exec(raw);
  if (!found) return { value: null, possible: false };
  const [yy, mm, dd] = found.slice(1).map((part) => (part === "<<" ? null : Number(part))) as [
    number | null,
    number | null,
    number | null,
  ];
  if (yy === null) return { value: null, possible: mm === null && dd === null };
  const month = mm === 0 && kind === "birth" ? null : mm;
  const day = dd === 0 && kind === "birth" ? null : dd;
  if (month !== null && (month < 1 || month > 12)) return { value: null, possible: false };
  const startOf = (year: number) => Date.UTC(year, (month ?? 1) - 1, day ?? 1);
  const year =
    kind === "birth"
      ? // A day of grace: it is tomorrow already east of Greenwich.
        fullYear(yy, now, (candidate) => startOf(candidate) <= now + DAY_MS)
      : fullYear(yy, now, (candidate) => startOf(candidate) <= now + 50 * 365.25 * DAY_MS);
  const two = (value: number) => String(value).padStart(2, "0");
  if (month === null)
    return day === null ? { value: String(year), possible: true } : { value: null, possible: false };
  if (day === null) return { value: `${year}-${two(month)}`, possible: true };
  if (day < 1 || day > daysIn(year, month)) return { value: null, possible: false };
  return { value: `${year}-${two(month)}-${two(day)}`, possible: true };
}
