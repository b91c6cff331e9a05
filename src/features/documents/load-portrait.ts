import { fromBase64 } from "../../kernel/bytes.ts";
import type { Caller } from "../../kernel/caller.ts";
import { EnrollError } from "../../kernel/errors.ts";
import type { RecordsDeps } from "../../records/commit.ts";
import { type FaceTemplate, splitEmbeddings } from "../../storage/face-template.ts";
import { openDocument } from "./load-document.ts";
import { findDocument, findLatestDocument } from "./store.ts";

export interface Portrait {
  documentId: string;
  userId: string | null;
  /** null when the document shows no face, or none could be described. */
  template: FaceTemplate | null;
  /** By which the portrait's photograph is known again; null where none was kept. */
  print: Uint8Array | null;
  /** True when the document was searched and shows no face. */
  faceless: boolean;
}

/**
 * The portrait of a document, or of a user's newest readable one. For the verbs that compare faces, which have
 * asked for their own scope. Throws `NOT_FOUND` when there is no such document or it is another user's.
 */
export async function loadPortrait(
  deps: RecordsDeps,
  caller: Caller,
  which: { documentId: string | null; userId: string | null },
): Promise<Portrait> {
  const { documentId, userId } = which;
  const row = documentId
    ? await findDocument(deps.database, caller.tenantId, documentId)
    : userId && (await findLatestDocument(deps.database, caller.tenantId, userId));
  if (!row || (userId !== null && row.userId !== userId)) throw new EnrollError("NOT_FOUND");
  const opened = await openDocument(deps, row);
  if (!opened) throw new EnrollError("NOT_FOUND");
  const { portrait, notPerformed } = opened.reading;
  const stored = portrait?.template ?? null;
  const bytes = stored && fromBase64(stored.embedding);
  return {
    documentId: row.id,
    userId: row.userId,
    print: portrait?.print ? fromBase64(portrait.print) : null,
    faceless: portrait === null && !notPerformed.includes("portrait"),
    template:
      stored && bytes
        ? splitEmbeddings(
            new Float32Array(bytes.buffer),
            `${stored.model}@${stored.modelVersion}${stored.second ? `+${stored.second}` : ""}`,
          )
        : null,
  };
}
