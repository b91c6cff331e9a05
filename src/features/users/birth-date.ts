/** The oldest verified age is 122 (J. Calment, 1875-1997); beyond this a date is a slip of the pen. */
const MAX_AGE_YEARS = 130;

/** It is already tomorrow in Kiribati: UTC+14 is the farthest ahead that a local calendar runs. */
const FARTHEST_AHEAD_MS = 14 * 3_600_000;

/** What is wrong with a date of birth (`YYYY-MM-DD`, a date that exists) at an instant; null when nothing is. */
export function birthDateFault(date: string, now: number): "DATE_IN_FUTURE" | "INVALID_DATE" | null {
  const latest = new Date(now + FARTHEST_AHEAD_MS).toISOString().slice(0, 10);
  if (date > latest) return "DATE_IN_FUTURE";
  const year = Number(latest.slice(0, 4)) - MAX_AGE_YEARS;
  const earliest = `${String(year).padStart(4, "0")}${latest.slice(4)}`;
  return date < earliest ? "INVALID_DATE" : null;
}
