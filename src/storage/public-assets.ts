import { EnrollError } from "../kernel/errors.ts";

/** Objects that anybody may read, named by the hash of their bytes; beside the sealed ones of `blobs.ts`. */
export interface PublicAssets {
  /** Throws `SERVICE_UNAVAILABLE` when R2 does not take it. */
  put(name: string, bytes: Uint8Array): Promise<void>;
  get(name: string): Promise<Uint8Array<ArrayBuffer> | null>;
}

/** No tenant's id can be this, and no sweep or erasure of sealed objects looks below it. */
const PREFIX = "brand-assets";

/** Opens the public objects on an R2 binding. */
export function openPublicAssets(bucket: R2Bucket): PublicAssets {
  return {
    async put(name, bytes) {
      try {
        await bucket.put(`${PREFIX}/${name}`, bytes);
      } catch (cause) {
        throw new EnrollError("SERVICE_UNAVAILABLE", { headers: { "retry-after": "5" }, cause });
      }
    },
    async get(name) {
      const object = await bucket.get(`${PREFIX}/${name}`);
      return object ? new Uint8Array(await object.arrayBuffer()) : null;
    },
  };
}
