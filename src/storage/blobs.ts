import { EnrollError } from "../kernel/errors.ts";
import { open, seal } from "./cipher.ts";

/** Sealed objects in R2. A key tells tenant, subject and kind; the bytes tell nothing without the subject's key. */
export interface BlobStore {
  /** Seals and stores; answers with the object's key. Throws `SERVICE_UNAVAILABLE` when R2 does not take it. */
  put(at: BlobPlace, key: CryptoKey, bytes: Uint8Array): Promise<string>;
  /** The opened bytes; null when there is no such object. */
  get(at: BlobPlace, key: CryptoKey): Promise<Uint8Array<ArrayBuffer> | null>;
  delete(blobKey: string): Promise<void>;
  /** Up to 1,000 keys in their order, of all tenants, after the one named; with the time each was stored. */
  listAfter(cursor: string | null): Promise<{ key: string; storedAt: number }[]>;
  /** Deletes every object of a subject, known to a row or not; answers how many there were. */
  deleteSubject(tenantId: string, subjectId: string): Promise<number>;
}

export interface BlobPlace {
  tenantId: string;
  subjectId: string;
  kind: "document" | "face" | "upload" | "list" | "import";
  /** Unique within the subject and kind, such as `doc_…/front`. */
  name: string;
}

export const blobKeyOf = (at: BlobPlace): string => `${at.tenantId}/${at.subjectId}/${at.kind}/${at.name}`;

/** The place that a key names; the inverse of `blobKeyOf`. Throws for text that is no key. */
export function placeOfBlob(blobKey: string): BlobPlace {
  const [tenantId, subjectId, kind, ...name] = blobKey.split("/");
  if (!tenantId || !subjectId || name.length === 0) throw new Error("not the key of a sealed object");
  return { tenantId, subjectId, kind: kind as BlobPlace["kind"], name: name.join("/") };
}

const sealContext = (at: BlobPlace) => ({
  tenantId: at.tenantId,
  subjectId: at.subjectId,
  place: `r2.${at.kind}/${at.name}`,
});

/** Opens the blob store on an R2 binding. */
export function openBlobs(bucket: R2Bucket): BlobStore {
  return {
    async put(at, key, bytes) {
      const sealed = await seal(key, sealContext(at), bytes);
      try {
        await bucket.put(blobKeyOf(at), sealed);
      } catch (cause) {
        throw new EnrollError("SERVICE_UNAVAILABLE", { headers: { "retry-after": "5" }, cause });
      }
      return blobKeyOf(at);
    },
    async get(at, key) {
      const object = await bucket.get(blobKeyOf(at));
      return object ? open(key, sealContext(at), new Uint8Array(await object.arrayBuffer())) : null;
    },
    async delete(blobKey) {
      await bucket.delete(blobKey);
    },
    async listAfter(cursor) {
      const { objects } = await bucket.list(cursor === null ? {} : { startAfter: cursor });
      return objects.map(({ key, uploaded }) => ({ key, storedAt: uploaded.getTime() }));
    },
    async deleteSubject(tenantId, subjectId) {
      let deleted = 0;
      for (;;) {
        // R2 lists and deletes at most 1,000 objects a call.
        const { objects, truncated } = await bucket.list({ prefix: `${tenantId}/${subjectId}/` });
        if (objects.length > 0) await bucket.delete(objects.map(({ key }) => key));
        deleted += objects.length;
        if (!truncated) return deleted;
      }
    },
  };
}
