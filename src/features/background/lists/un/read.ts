import { SaxesParser } from "saxes";
import { decodeLines } from "../decode-lines.ts";
import { ListProblem } from "../list-problem.ts";
import type { ListHead } from "../read-dated.ts";

/** One element of the UN's XML as text by tag; what may repeat is a list of nested records. */
export interface UnRecord {
  tag: string;
  text: string;
  children: UnRecord[];
}

// Copies of the list have been met that do not escape these; blocks end at a line's end, so nothing is cut in two.
const BARE_AMPERSAND = /&(?!(?:#\d+|#x[\da-f]+|amp|lt|gt|quot|apos);)/gi;
const BARE_LESS_THAN = /<(?!\/?[A-Z][A-Z0-9_]*(?:\s[^<>]*)?\/?>|[?!])/g;
const ENTRIES = new Set(["INDIVIDUAL", "ENTITY"]);

/**
 * Reads the consolidated list as a stream, one entry at a time, so that 2 MB (and a future 20) never stand in
 * memory as a tree. Throws `ListProblem` for XML that is cut off, malformed or not this list.
 * Schema: https://www.un.org/sc/resources/sc-sanctions.xsd
 */
export async function readUnList(
  chunks: AsyncIterable<Uint8Array>,
  onEntry: (entry: UnRecord) => void,
): Promise<ListHead> {
  const parser = new SaxesParser();
  const stack: UnRecord[] = [];
  const head: ListHead = { generatedAt: null, misencodedLines: 0 };
  let rootSeen = false;
  parser.on("opentag", (tag) => {
    if (!rootSeen) {
      if (tag.name !== "CONSOLIDATED_LIST") throw new ListProblem("not the UN consolidated list");
      rootSeen = true;
      head.generatedAt = tag.attributes.dateGenerated ?? null;
    }
    if (stack.length > 0 || ENTRIES.has(tag.name)) stack.push({ tag: tag.name, text: "", children: [] });
  });
  parser.on("text", (text) => {
    const top = stack.at(-1);
    if (top) top.text += text;
  });
  parser.on("closetag", () => {
    const closed = stack.pop();
    if (!closed) return;
    const parent = stack.at(-1);
    if (parent) parent.children.push(closed);
    else onEntry(closed);
  });
  parser.on("error", (cause) => {
    throw new ListProblem("the UN list is not well-formed XML", { cause });
  });
  for await (const text of decodeLines(chunks, head))
    parser.write(text.replace(BARE_AMPERSAND, "&amp;").replace(BARE_LESS_THAN, "&lt;"));
  parser.close();
  if (!rootSeen) throw new ListProblem("the UN list is empty");
  return head;
}
