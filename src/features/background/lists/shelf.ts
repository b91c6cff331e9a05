/** The room of the lists in R2. Public data: nothing here is sealed, and nothing of a tenant may be put here. */
export interface ListShelf {
  /** Keeps bytes under a key that names their content; what is there already is not written again. */
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** null when nothing is there. */
  get(key: string): Promise<Uint8Array<ArrayBuffer> | null>;
  delete(keys: string[]): Promise<void>;
}

// No tenant's id begins so, hence no sealed object of the same bucket can be meant.
const ROOM = "lists/";

/** Opens the shelf in a bucket. */
export function openShelf(bucket: R2Bucket): ListShelf {
  return {
    async put(key, bytes) {
      if (await bucket.head(ROOM + key)) return;
      await bucket.put(ROOM + key, bytes as Uint8Array<ArrayBuffer>);
    },
    async get(key) {
      const object = await bucket.get(ROOM + key);
      return object ? new Uint8Array(await object.arrayBuffer()) : null;
    },
    async delete(keys) {
      if (keys.length > 0) await bucket.delete(keys.map((key) => ROOM + key));
    },
  };
}

/** Where a file's bytes are kept. */
export const rawKey = (sha256: string): string => `raw/${sha256}`;
/** Where a part of a version is kept; the matcher's version is in it, as its tables are made by the matcher. */
export const segmentKey = (at: { listId: string; sha256: string; matcher: string; place: number }): string =>
  `${at.listId}/${at.sha256}/${at.matcher}/segment-${at.place}`;
/** Where the fingerprints of a version's entries are kept. */
export const fingerprintsKey = (listId: string, sha256: string): string => `${listId}/${sha256}/fingerprints`;
/** Where the entries are kept that are new or changed in a version, against an earlier one. */
export const changesKey = (at: { listId: string; sha256: string; matcher: string; from: string }): string =>
  `${at.listId}/${at.sha256}/${at.matcher}/changes-from-${at.from}`;
/** Where the ids are kept that a version no longer holds, against an earlier one. */
export const removedKey = (at: { listId: string; sha256: string; from: string }): string =>
  `${at.listId}/${at.sha256}/removed-since-${at.from}`;
