import { concatBytes } from "../../../kernel/bytes.ts";

const NEWLINE = 0x0a;
// A line longer than this is no line of a list; without a bound a file without newlines would fill the memory.
const MAX_CARRY = 4 * 1024 * 1024;

/** How much of a file was not the UTF-8 it should be. */
export interface DecodingReport {
  misencodedLines: number;
}

/**
 * Decodes a file as UTF-8, line by line where it must: publishers have shipped files that declare UTF-8 and hold
 * Windows-1252. Such lines are read as that, and counted, so that a loader can refuse what is worse.
 */
export async function* decodeLines(
  chunks: AsyncIterable<Uint8Array>,
  report: DecodingReport,
): AsyncGenerator<string> {
  let carry: Uint8Array = new Uint8Array();
  for await (const chunk of chunks) {
    const end = chunk.lastIndexOf(NEWLINE) + 1;
    if (end === 0 && carry.length + chunk.length < MAX_CARRY) {
      carry = concatBytes(carry, chunk);
      continue;
    }
    yield decodeBlock(concatBytes(carry, chunk.subarray(0, end)), report);
    carry = chunk.slice(end);
  }
  yield decodeBlock(carry, report);
}

function decodeBlock(bytes: Uint8Array, report: DecodingReport): string {
  const text = strictUtf8(bytes);
  if (text !== null && !CONTROL.test(text)) return text;
  let lines = "";
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(NEWLINE, from) + 1 || bytes.length;
    const line = bytes.subarray(from, end);
    const decoded = strictUtf8(line);
    if (decoded === null || CONTROL.test(decoded)) report.misencodedLines += 1;
    lines += withoutControls(decoded ?? new TextDecoder("windows-1252").decode(line));
    from = end;
  }
  return lines;
}

// Not allowed in XML (1.0 §2.2) and never in a name. Not global: `test` must not remember where it stopped.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/;

/** Copies made by cutting code points to their low byte leave U+2010-201D (dashes, quotes) as control characters. */
function withoutControls(line: string): string {
  let clean = "";
  for (const letter of line) {
    const code = letter.charCodeAt(0);
    if (!CONTROL.test(letter)) clean += letter;
    else if (code >= 0x10 && code <= 0x15) clean += "-";
    else if (code === 0x18 || code === 0x19) clean += "'";
    else clean += " ";
  }
  return clean;
}

function strictUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    return null;
  }
}
