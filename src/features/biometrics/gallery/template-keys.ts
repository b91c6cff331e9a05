import { openText, sealText } from "../../../storage/cipher.ts";
import type { GalleryDeps } from "./gallery-deps.ts";
import {
  findTemplateKey,
  insertTemplateKey,
  newestTemplateKey,
  type TemplateKeyRow,
} from "./gallery-store.ts";
import { deriveBytes, deriveTransform, type TemplateTransform } from "./template-transform.ts";

type Deps = Pick<GalleryDeps, "database" | "vault" | "clock">;

/** What a tenant's galleries of one version are made with. */
export interface TemplateKey {
  version: number;
  /** Seals the templates of every shard. */
  sealKey: Uint8Array<ArrayBuffer>;
  /** For the embeddings of one net; another net's galleries have another transform. */
  transformFor(net: { model: string; modelVersion: string }, length: number): Promise<TemplateTransform>;
}

/** The key that new templates are made with; the tenant's first one is made here. */
export async function currentTemplateKey(deps: Deps, tenantId: string): Promise<TemplateKey> {
  const known = await newestTemplateKey(deps.database, tenantId);
  if (known) return openKey(deps, known);
  await addTemplateKey(deps, tenantId, 1);
  const row = await newestTemplateKey(deps.database, tenantId);
  if (!row) throw new Error("template key was not kept");
  return openKey(deps, row);
}

/** The key of one version; null once it is retired. */
export async function templateKey(
  deps: Deps,
  tenantId: string,
  version: number,
): Promise<TemplateKey | null> {
  const row = await findTemplateKey(deps.database, tenantId, version);
  return row && openKey(deps, row);
}

/** Keeps a fresh random secret under the version, wrapped by the tenant's key; whoever came first wins. */
export async function addTemplateKey(deps: Deps, tenantId: string, version: number): Promise<void> {
  const secret = crypto.getRandomValues(new Uint8Array(32));
  const wrappedKey = await sealText(
    await deps.vault.tenantKey(tenantId),
    { tenantId, subjectId: `${version}`, place: "gallery_keys.wrapped_key" },
    secret,
  );
  await insertTemplateKey(deps.database, { tenantId, version, wrappedKey, createdAt: deps.clock() });
}

async function openKey(deps: Deps, { tenantId, version, wrappedKey }: TemplateKeyRow): Promise<TemplateKey> {
  const secret = await openText(
    await deps.vault.tenantKey(tenantId),
    { tenantId, subjectId: `${version}`, place: "gallery_keys.wrapped_key" },
    wrappedKey,
  );
  return {
    version,
    sealKey: await deriveBytes(secret, "gallery seal", 32),
    transformFor: ({ model, modelVersion }, length) =>
      deriveTransform(secret, `template transform|${model}|${modelVersion}`, length),
  };
}
