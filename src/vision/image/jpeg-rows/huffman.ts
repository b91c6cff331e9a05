import type { BitReader } from "./bit-reader.ts";

/** A Huffman table as a lookup by the next 16 bits: length of the code in the upper byte, its symbol in the lower. */
export type HuffmanTable = Uint16Array;

/** Expands the counts per length and the symbols of a DHT segment (T.81 annex C); throws when they do not fit. */
export function huffmanTable(counts: Uint8Array, symbols: Uint8Array): HuffmanTable {
  const table = new Uint16Array(65_536);
  let code = 0;
  let next = 0;
  for (let length = 1; length <= 16; length++) {
    for (let i = 0; i < (counts[length - 1] as number); i++) {
      const from = code << (16 - length);
      const to = (code + 1) << (16 - length);
      if (to > 65_536) throw new Error("the Huffman code overflows");
      table.fill((length << 8) | (symbols[next++] as number), from, to);
      code++;
    }
    code <<= 1;
  }
  return table;
}

/** The next symbol; throws where the bits are no code of the table. */
export function readSymbol(reader: BitReader, table: HuffmanTable): number {
  const entry = table[reader.peek16()] as number;
  if (entry === 0) throw new Error("not a code of the Huffman table");
  reader.skip(entry >> 8);
  return entry & 0xff;
}
