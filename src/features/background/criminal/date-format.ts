/** How registers write dates. */
export const DATE_FORMATS = ["YYYY-MM-DD", "YYYYMMDD", "DD/MM/YYYY", "DD-MM-YYYY", "MM/DD/YYYY"] as const;
export type DateFormat = (typeof DATE_FORMATS)[number];

/** A date, YYYY-MM-DD, as a register wants it. */
export function writeDate(date: string, format: DateFormat): string {
  const [year = "", month = "", day = ""] = date.split("-");
  return format.replace("YYYY", year).replace("MM", month).replace("DD", day);
}

/** A register's date as YYYY-MM-DD, whatever follows it (a time of day); null when it is none that exists. */
export function readDate(text: string, format: DateFormat): string | null {
  const part = (name: string) => text.slice(format.indexOf(name), format.indexOf(name) + name.length);
  const iso = `${part("YYYY")}-${part("MM")}-${part("DD")}`;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso) || !text.startsWith(writeDate(iso, format))) return null;
  const at = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(iso) ? iso : null;
}
