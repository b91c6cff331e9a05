import { EnrollError } from "../../../kernel/errors.ts";
import type { GalleryEntry, GalleryHit, GalleryObject } from "./gallery-object.ts";

/** What names a shard: galleries of two tenants, collections, nets or keys never meet. */
export interface ShardName {
  tenantId: string;
  collectionId: string;
  model: string;
  modelVersion: string;
  /** Version of the tenant's template key. */
  keyVersion: number;
  /** From 0 within the gallery. */
  shard: number;
}

/** The shards, wherever they live. Every call throws `SERVICE_UNAVAILABLE` when its shard cannot be reached. */
export interface GalleryClient {
  /** Keeps faces (known ones stay as they are) and answers how many the shard holds. */
  insert(shard: ShardName, sealKey: Uint8Array<ArrayBuffer>, entries: GalleryEntry[]): Promise<number>;
  /** Deletes faces for good and answers how many the shard holds. */
  remove(shard: ShardName, faceIds: string[]): Promise<number>;
  /** The most similar faces of one shard, best first. */
  search(
    shard: ShardName,
    sealKey: Uint8Array<ArrayBuffer>,
    probe: Int8Array,
    wanted: { limit: number; minSimilarity: number },
  ): Promise<GalleryHit[]>;
  destroy(shard: ShardName): Promise<void>;
}

/** Opens the galleries on their binding: one object a shard. */
export function openGallery(namespace: DurableObjectNamespace): GalleryClient {
  const typed = namespace as unknown as DurableObjectNamespace<GalleryObject>;
  const objectOf = ({ tenantId, collectionId, model, modelVersion, keyVersion, shard }: ShardName) =>
    // JSON, so that no choice of names can make two galleries share an object.
    typed.get(
      typed.idFromName(JSON.stringify([tenantId, collectionId, model, modelVersion, keyVersion, shard])),
    );
  const unreachable = (cause: unknown): never => {
    throw new EnrollError("SERVICE_UNAVAILABLE", { headers: { "retry-after": "5" }, cause });
  };
  return {
    insert: async (shard, sealKey, entries) => objectOf(shard).insert(sealKey, entries).catch(unreachable),
    remove: async (shard, faceIds) => objectOf(shard).remove(faceIds).catch(unreachable),
    search: async (shard, sealKey, probe, wanted) =>
      objectOf(shard).search(sealKey, probe, wanted).catch(unreachable),
    destroy: async (shard) => objectOf(shard).destroy().catch(unreachable),
  };
}
