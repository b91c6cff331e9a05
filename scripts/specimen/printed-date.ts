import type { LabelLanguage, PrintedDates } from "../../src/features/documents/layouts/layout.ts";

const MONTHS: Readonly<Record<LabelLanguage, string>> = {
  en: "JANUARY FEBRUARY MARCH APRIL MAY JUNE JULY AUGUST SEPTEMBER OCTOBER NOVEMBER DECEMBER",
  es: "ENERO FEBRERO MARZO ABRIL MAYO JUNIO JULIO AGOSTO SEPTIEMBRE OCTUBRE NOVIEMBRE DICIEMBRE",
  pt: "JANEIRO FEVEREIRO MARÇO ABRIL MAIO JUNHO JULHO AGOSTO SETEMBRO OUTUBRO NOVEMBRO DEZEMBRO",
  fr: "JANVIER FÉVRIER MARS AVRIL MAI JUIN JUILLET AOÛT SEPTEMBRE OCTOBRE NOVEMBRE DÉCEMBRE",
};

/** A date (YYYY-MM-DD) as a layout's documents print it. */
export function printedDate(date: string, { form, months }: PrintedDates): string {
  const [year = "", month = "", day = ""] = date.split("-");
  const name = MONTHS[months ?? "en"].split(" ")[Number(month) - 1] ?? "";
  return form.replace(/YYYY|MMMM|MMM|MM|DD/g, (part) => {
    if (part === "YYYY") return year;
    if (part === "DD") return day;
    return part === "MM" ? month : part === "MMM" ? name.slice(0, 3) : name;
  });
}
