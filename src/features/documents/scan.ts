import { type Caller, requireScope } from "../../kernel/caller.ts";
import { commit } from "../../records/commit.ts";
import type { DocumentsDeps } from "./deps.ts";
import { prepareScan } from "./prepare-scan.ts";
import type { DocumentData, ScanInput } from "./schemas.ts";

/**
 * Takes the pictures of a document and answers with what is on them. A picture without a document is a result
 * (`failed`, with reasons), not an error. Judging the document is `validate`'s: nothing is held against the
 * person here.
 */
export async function scanDocument(
  deps: DocumentsDeps,
  caller: Caller,
  input: ScanInput,
): Promise<DocumentData> {
  requireScope(caller, "documents:write");
  const { data, statements, audit, event } = await prepareScan(deps, caller, input);
  await commit(deps, caller, { statements, audit: [audit], events: [event], answer: { status: 200, data } });
  return data;
}
