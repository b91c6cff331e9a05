import type { GalleryDeps } from "./gallery-deps.ts";
import {
  anyChange,
  deleteShard,
  deleteTemplateKeysBelow,
  listShardsBelow,
  moveEveryFace,
  newestTemplateKey,
  tenantsWithOldKeys,
} from "./gallery-store.ts";
import { addTemplateKey, currentTemplateKey } from "./template-keys.ts";

/** Tenants whose old galleries one run of the cron looks at. */
const MAX_TENANTS = 20;

/**
 * Revokes every searchable template of a tenant: a fresh key, under which all active faces are put again from
 * their sealed embeddings, without the people. Both galleries are searched until the last face has moved.
 * @returns the version of the new key
 */
export async function renewTemplates(deps: GalleryDeps, tenantId: string): Promise<number> {
  const { version } = await currentTemplateKey(deps, tenantId);
  await addTemplateKey(deps, tenantId, version + 1);
  await moveEveryFace(deps.database, tenantId);
  return version + 1;
}

/** Ends what renewals left: once nothing of a tenant waits to be moved, its older shards and keys are deleted. */
export async function retireOldKeys(deps: GalleryDeps): Promise<void> {
  for (const tenantId of await tenantsWithOldKeys(deps.database, MAX_TENANTS)) {
    const newest = await newestTemplateKey(deps.database, tenantId);
    if (!newest || (await anyChange(deps.database, tenantId))) continue;
    for (const shard of await listShardsBelow(deps.database, tenantId, newest.version)) {
      await deps.gallery.destroy(shard);
      await deleteShard(deps.database, shard);
    }
    await deleteTemplateKeysBelow(deps.database, tenantId, newest.version);
  }
}
