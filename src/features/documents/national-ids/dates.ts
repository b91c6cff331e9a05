/** `YYYY-MM-DD` of parts that make a date that exists; null otherwise. */
export function dateOf(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? date.toISOString().slice(0, 10) : null;
}

/** Whether YYMMDD is a date in some century: 29 February needs one in which the year is a leap year. */
export function isShortDate(digits: string): boolean {
  const [year = 0, month = 0, day = 0] = (digits.match(/\d\d/g) ?? []).map(Number);
  return dateOf(1900 + year, month, day) !== null || dateOf(2000 + year, month, day) !== null;
}
