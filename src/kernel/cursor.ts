import { toBase64Url, utf8 } from "./bytes.ts";

/** Where a page of a list ended: lists run newest first, and rows of one instant by id. */
export interface Cursor {
  at: number;
  id: string;
}

/** The opaque text of a place in a list. It holds no tenant: each query names its own, so it opens nothing. */
export function encodeCursor(cursor: Cursor): string {
  return toBase64Url(utf8(`${cursor.at}.${cursor.id}`));
}

/** The place that a cursor names; null for a text that `encodeCursor` did not make. */
export function decodeCursor(text: string): Cursor | null {
  if (!/^[A-Za-z0-9_-]{1,200}$/.test(text)) return null;
  let plain: string;
  try {
    plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  } catch {
    return null;
  }
  const match = /^(\d{1,15})\.([A-Za-z0-9_-]+)$/.exec(plain);
  return match?.[1] && match[2] ? { at: Number(match[1]), id: match[2] } : null;
}

/** Cuts rows fetched as `limit + 1` into a page; the row too many only tells that there is a next one. */
export function pageOf<Row>(
  rows: Row[],
  limit: number,
  place: (row: Row) => Cursor,
): { rows: Row[]; nextCursor: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, nextCursor: rows.length > limit && last ? encodeCursor(place(last)) : null };
}
