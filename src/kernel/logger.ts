/** Only these shapes reach a log: names chosen by us, values that identify nobody. */
export type LogFields = Record<string, string | number | boolean | null | undefined>;

/** Writes one wide line of JSON. Callers choose the fields by name; personal data never has one. */
export function logLine(event: string, fields: LogFields): void {
  console.log(JSON.stringify({ event, ...fields }));
}
