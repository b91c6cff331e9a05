/** `YYYY-MM-DD` of a day that exists between 1900 and 2099; null otherwise. */
export function calendarDate(year: string, month: string, day: string): string | null {
  const text = `${year}-${month}-${day}`;
  if (!/^(19|20)\d\d-\d\d-\d\d$/.test(text)) return null;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text) ? text : null;
}
