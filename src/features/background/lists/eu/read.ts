import { SaxesParser } from "saxes";
import { decodeLines } from "../decode-lines.ts";
import { ListProblem } from "../list-problem.ts";
import type { ListHead } from "../read-dated.ts";

/** A direct child of an entry: its tag and its attributes, in which this format keeps nearly everything. */
export interface EuPart {
  tag: string;
  attributes: Record<string, string>;
}

export interface EuEntry {
  attributes: Record<string, string>;
  parts: EuPart[];
}

/**
 * Reads the full EU list (version 1.1 of the format) as a stream, one entry at a time. Throws `ListProblem` for XML
 * that is cut off, malformed or not this list.
 */
export async function readEuList(
  chunks: AsyncIterable<Uint8Array>,
  onEntry: (entry: EuEntry) => void,
): Promise<ListHead> {
  const parser = new SaxesParser();
  const head: ListHead = { generatedAt: null, misencodedLines: 0 };
  let depth = 0;
  let entry: EuEntry | null = null;
  parser.on("opentag", ({ name, attributes }) => {
    depth += 1;
    if (depth === 1) {
      if (name !== "export") throw new ListProblem("not the EU list");
      head.generatedAt = attributes.generationDate ?? null;
    } else if (depth === 2 && name === "sanctionEntity") entry = { attributes, parts: [] };
    else if (depth === 3) entry?.parts.push({ tag: name, attributes });
  });
  parser.on("closetag", () => {
    depth -= 1;
    if (depth !== 1 || !entry) return;
    onEntry(entry);
    entry = null;
  });
  parser.on("error", (cause) => {
    throw new ListProblem("the EU list is not well-formed XML", { cause });
  });
  for await (const text of decodeLines(chunks, head)) parser.write(text);
  parser.close();
  return head;
}
