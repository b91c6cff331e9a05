/** An AAMVA barcode taken apart: its header, and the data elements by their three-letter identifiers. */
export interface AamvaElements {
  issuerNumber: string;
  /** Version of AAMVA's card design standard, 0 and 1 being that of 2000. */
  version: number;
  /** Type of the first subfile: `DL` a licence, `ID` an identity card, `EN` an enhanced licence. */
  subfile: string;
  elements: ReadonlyMap<string, string>;
}

/** Compliance indicator, separators and file type, as issuers and readers really leave them (annex D.12.3). */
const HEADER = /^[\s\S]{0,16}?(?:ANSI |AAMVA)(\d{6})(\d{2})/;
const ELEMENT = /^(D[A-D][A-Z])([\s\S]*)$/;
/** Line feed, carriage return and the four information separators of ASCII. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the separators that the standard names
const SEPARATORS = /[\n\r\x1c-\x1f]+/;

/**
 * Takes apart the text of an AAMVA barcode (AAMVA DL/ID Card Design Standard, annex D.12); null when it is none.
 * The directory's offsets are not used: issuers get them wrong, and elements are delimited anyway. Elements of
 * jurisdictions' own subfiles (`Z…`) are left out.
 */
export function readAamvaElements(text: string): AamvaElements | null {
  const header = HEADER.exec(text);
  if (!header) return null;
  const [whole, issuerNumber = "", versionText = ""] = header;
  const version = Number(versionText);
  // Version 1 has no jurisdiction version before the number of entries.
  const directory = /^(?:\d{2})?(\d{2})((?:[A-Z]{2}\d{8})+)/;
  const rest = text.slice(whole.length);
  const entries =
    (version <= 1 ? /^(\d{2})((?:[A-Z]{2}\d{8})+)/ : directory).exec(rest) ?? directory.exec(rest);
  if (!entries) return null;
  const subfile = (entries[2] ?? "").slice(0, 2);
  const elements = new Map<string, string>();
  for (const line of rest.slice(entries[0].length).split(SEPARATORS)) {
    // The subfile's type stands once more before its first element, without a separator.
    const element = ELEMENT.exec(line.replace(/^(DL|ID|EN)(?=D[A-D][A-Z])/, ""));
    if (element?.[1] && !elements.has(element[1])) elements.set(element[1], (element[2] ?? "").trim());
  }
  return elements.size > 0 ? { issuerNumber, version, subfile, elements } : null;
}
