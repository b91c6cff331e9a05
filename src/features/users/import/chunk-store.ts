import { utf8 } from "../../../kernel/bytes.ts";
import type { BlobStore } from "../../../storage/blobs.ts";
import type { ImportRow } from "./row.ts";

/** Users of one batch: its statements take some hundred in one go, and few enough to fit D1's texts of 2 MB. */
export const CHUNK_ROWS = 500;
export const CHUNK_CHARACTERS = 384 * 1024;

const place = (tenantId: string, importId: string, chunk: number) => ({
  tenantId,
  subjectId: importId,
  kind: "import" as const,
  name: String(chunk).padStart(6, "0"),
});

/** Keeps rows as they came, sealed with the import's own key. `json` is a list of rows. */
export async function putChunk(
  blobs: BlobStore,
  key: CryptoKey,
  at: { tenantId: string; importId: string; chunk: number },
  json: string,
): Promise<void> {
  await blobs.put(place(at.tenantId, at.importId, at.chunk), key, utf8(json));
}

/** The rows of a chunk; null when it is gone. */
export async function getChunk(
  blobs: BlobStore,
  key: CryptoKey,
  at: { tenantId: string; importId: string; chunk: number },
): Promise<ImportRow[] | null> {
  const bytes = await blobs.get(place(at.tenantId, at.importId, at.chunk), key);
  return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as ImportRow[]);
}
