import { unreadable } from "./row.ts";

/**
 * The text of a stream of UTF-8, in pieces, without its byte-order mark. Throws `VALIDATION_FAILED` with
 * `ENCODING_NOT_UTF8` for any other encoding: a guess would turn "Muñoz" into another name without a word.
 */
export async function* decodeText(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });
  const decode = (piece?: Uint8Array) => {
    let text: string;
    try {
      text = piece ? decoder.decode(piece, { stream: true }) : decoder.decode();
    } catch {
      throw unreadable("", "ENCODING_NOT_UTF8");
    }
    // UTF-16 of plain ASCII is valid UTF-8 with a NUL at every other place.
    if (text.includes("\0")) throw unreadable("", "ENCODING_NOT_UTF8");
    return text;
  };
  for await (const piece of bytes) {
    const text = decode(piece);
    if (text !== "") yield text;
  }
  const rest = decode();
  if (rest !== "") yield rest;
}
