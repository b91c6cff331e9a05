import { concatBytes } from "../../../kernel/bytes.ts";
import type { FileValidator } from "../../../storage/tables/lists.ts";

/** What became of a file that was asked for. */
export type FetchedFile =
  | { status: "fresh"; bytes: Uint8Array; etag: string | null; lastModified: string | null }
  | { status: "unchanged" }
  | { status: "missing" }
  | { status: "failed"; reason: string };

// The largest of the lists is the EU's with about 25 MB; more would not fit beside its entities.
const MAX_FILE_BYTES = 48 * 1024 * 1024;
const TIMEOUT_MS = 120_000;

/** Asks a publisher for a file, unless it is what we have (RFC 9110 §13.1.2 and §13.1.3). Never throws. */
export async function fetchFile(
  send: typeof fetch,
  url: string,
  known: FileValidator | undefined,
  onBytes: (received: number, total: number | null) => void = () => undefined,
): Promise<FetchedFile> {
  const headers = new Headers({ "user-agent": "enroll-lists/1" });
  if (known?.etag) headers.set("if-none-match", known.etag);
  if (known?.lastModified) headers.set("if-modified-since", known.lastModified);
  try {
    const response = await send(url, { headers, signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (response.status === 304) return { status: "unchanged" };
    if (response.status === 404 || response.status === 410) return { status: "missing" };
    if (!response.ok || !response.body) return { status: "failed", reason: `HTTP_${response.status}` };
    const total = Number(response.headers.get("content-length")) || null;
    const bytes = await readBody(response.body, (received) => onBytes(received, total));
    if (!bytes) return { status: "failed", reason: "TOO_LARGE" };
    const { headers: answered } = response;
    return {
      status: "fresh",
      bytes,
      etag: answered.get("etag"),
      lastModified: answered.get("last-modified"),
    };
  } catch (error) {
    const isTimeout = error instanceof Error && error.name === "TimeoutError";
    return { status: "failed", reason: isTimeout ? "TIMEOUT" : "UNREACHABLE" };
  }
}

async function readBody(
  body: ReadableStream<Uint8Array>,
  onBytes: (received: number) => void,
): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = [];
  let received = 0;
  const reader = body.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    received += next.value.length;
    if (received > MAX_FILE_BYTES) {
      await reader.cancel();
      return null;
    }
    parts.push(next.value);
    onBytes(received);
  }
  return concatBytes(...parts);
}
