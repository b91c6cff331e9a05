import { and, asc, desc, eq, inArray, lt, lte, ne, sql } from "drizzle-orm";
import type { Database, Statement } from "../../../storage/database.ts";
import { faces, galleryKeys, galleryOutbox, galleryShards } from "../../../storage/tables/biometrics.ts";

export type TemplateKeyRow = typeof galleryKeys.$inferSelect;
export type ShardRow = typeof galleryShards.$inferSelect;
export type OutboxRow = typeof galleryOutbox.$inferSelect;

/** What is searched together. */
export interface GalleryName {
  tenantId: string;
  collectionId: string;
  model: string;
  modelVersion: string;
}

/** D1 binds at most 100 values. */
export const PAGE = 90;

const shardsOf = ({ tenantId, collectionId, model, modelVersion }: GalleryName) =>
  and(
    eq(galleryShards.tenantId, tenantId),
    eq(galleryShards.collectionId, collectionId),
    eq(galleryShards.model, model),
    eq(galleryShards.modelVersion, modelVersion),
  );

// ── Keys ─────────────────────────────────────────────────────────────────────────────────────────────────

export async function newestTemplateKey(
  database: Database,
  tenantId: string,
): Promise<TemplateKeyRow | null> {
  const [row] = await database
    .select()
    .from(galleryKeys)
    .where(eq(galleryKeys.tenantId, tenantId))
    .orderBy(desc(galleryKeys.version))
    .limit(1);
  return row ?? null;
}

export async function findTemplateKey(
  database: Database,
  tenantId: string,
  version: number,
): Promise<TemplateKeyRow | null> {
  const [row] = await database
    .select()
    .from(galleryKeys)
    .where(and(eq(galleryKeys.tenantId, tenantId), eq(galleryKeys.version, version)));
  return row ?? null;
}

/** Keeps a key unless the version has one. */
export async function insertTemplateKey(database: Database, row: TemplateKeyRow): Promise<void> {
  await database.insert(galleryKeys).values(row).onConflictDoNothing();
}

export async function deleteTemplateKeysBelow(database: Database, tenantId: string, version: number) {
  await database
    .delete(galleryKeys)
    .where(and(eq(galleryKeys.tenantId, tenantId), lt(galleryKeys.version, version)));
}

// ── Shards ───────────────────────────────────────────────────────────────────────────────────────────────

export async function listShards(database: Database, gallery: GalleryName): Promise<ShardRow[]> {
  return database.select().from(galleryShards).where(shardsOf(gallery)).orderBy(asc(galleryShards.shard));
}

export async function listShardsBelow(database: Database, tenantId: string, keyVersion: number) {
  return database
    .select()
    .from(galleryShards)
    .where(and(eq(galleryShards.tenantId, tenantId), lt(galleryShards.keyVersion, keyVersion)));
}

/** Enters a shard in the directory; a search must know of it before it holds a face. */
export async function openShard(database: Database, row: ShardRow): Promise<void> {
  await database.insert(galleryShards).values(row).onConflictDoNothing();
}

const isShard = (row: Omit<ShardRow, "faces">) =>
  and(shardsOf(row), eq(galleryShards.keyVersion, row.keyVersion), eq(galleryShards.shard, row.shard));

export const setShardFaces = (database: Database, row: ShardRow): Statement =>
  database.update(galleryShards).set({ faces: row.faces }).where(isShard(row));

export async function deleteShard(database: Database, row: ShardRow): Promise<void> {
  await database.delete(galleryShards).where(isShard(row));
}

// ── Outbox ───────────────────────────────────────────────────────────────────────────────────────────────

/** The newest changes of a tenant, such as those that a request has just made. */
export async function newestChanges(
  database: Database,
  tenantId: string,
  limit: number,
): Promise<OutboxRow[]> {
  return database
    .select()
    .from(galleryOutbox)
    .where(eq(galleryOutbox.tenantId, tenantId))
    .orderBy(desc(galleryOutbox.number))
    .limit(limit);
}

/** Changes of all tenants that are due, the longest waiting first. */
export async function dueChanges(database: Database, now: number, limit: number): Promise<OutboxRow[]> {
  return database
    .select()
    .from(galleryOutbox)
    .where(lte(galleryOutbox.dueAt, now))
    .orderBy(asc(galleryOutbox.dueAt), asc(galleryOutbox.number))
    .limit(limit);
}

/** Faces of a gallery that no shard holds yet. */
export async function facesInWaiting(database: Database, gallery: GalleryName, limit: number) {
  const rows = await database
    .select({ faceId: galleryOutbox.faceId })
    .from(galleryOutbox)
    .where(
      and(
        eq(galleryOutbox.tenantId, gallery.tenantId),
        eq(galleryOutbox.collectionId, gallery.collectionId),
        eq(galleryOutbox.model, gallery.model),
        eq(galleryOutbox.modelVersion, gallery.modelVersion),
        eq(galleryOutbox.action, "put"),
      ),
    )
    .limit(limit);
  return rows.map(({ faceId }) => faceId);
}

/** Crosses off changes that were carried out; one that was overtaken by a newer change of its face stays. */
export const crossOff = (database: Database, rows: OutboxRow[]): Statement =>
  database.delete(galleryOutbox).where(among(rows));

/** The same for faces put under a key; when a newer key came in between, they wait to be put under that one. */
export const crossOffPut = (
  database: Database,
  tenantId: string,
  rows: OutboxRow[],
  keyVersion: number,
): Statement =>
  database
    .delete(galleryOutbox)
    .where(
      and(
        among(rows),
        sql`${keyVersion} = (SELECT max(version) FROM gallery_keys WHERE tenant_id = ${tenantId})`,
      ),
    );

const among = (rows: OutboxRow[]) =>
  inArray(
    galleryOutbox.number,
    rows.map(({ number }) => number),
  );

/** Puts changes off that could not be carried out: twice as long each time, at most an hour. */
export async function putOff(database: Database, rows: OutboxRow[], now: number): Promise<void> {
  await database
    .update(galleryOutbox)
    .set({
      attempts: sql`${galleryOutbox.attempts} + 1`,
      dueAt: sql`${now} + min(3600000, 5000 << min(${galleryOutbox.attempts}, 12))`,
    })
    .where(among(rows));
}

/** Writes down every active face of the tenant to be moved under the newest key. */
export async function moveEveryFace(database: Database, tenantId: string): Promise<void> {
  await database.run(sql`
    INSERT INTO gallery_outbox (tenant_id, face_id, collection_id, model, model_version, action, attempts, due_at)
    SELECT tenant_id, id, collection_id, model, model_version, 'move', 0, 0 FROM faces
    WHERE tenant_id = ${tenantId} AND status = 'active'
    ON CONFLICT (tenant_id, face_id) DO NOTHING`);
}

/** True while a change of the tenant waits. */
export async function anyChange(database: Database, tenantId: string): Promise<boolean> {
  return (await newestChanges(database, tenantId, 1)).length > 0;
}

/** Tenants that have more than one key: their older galleries go once every face has moved. */
export async function tenantsWithOldKeys(database: Database, limit: number): Promise<string[]> {
  const rows = await database
    .select({ tenantId: galleryKeys.tenantId })
    .from(galleryKeys)
    .groupBy(galleryKeys.tenantId)
    .having(sql`count(*) > 1`)
    .limit(limit);
  return rows.map(({ tenantId }) => tenantId);
}

// ── Faces ────────────────────────────────────────────────────────────────────────────────────────────────

/** Active faces by id, at most `PAGE` of them. */
export async function activeFaces(
  database: Database,
  tenantId: string,
  faceIds: readonly string[],
  exceptUserId = "",
) {
  if (faceIds.length === 0) return [];
  return database
    .select({
      tenantId: faces.tenantId,
      id: faces.id,
      userId: faces.userId,
      model: faces.model,
      modelVersion: faces.modelVersion,
      second: faces.second,
      template: faces.template,
    })
    .from(faces)
    .where(
      and(
        eq(faces.tenantId, tenantId),
        inArray(faces.id, [...faceIds]),
        eq(faces.status, "active"),
        ne(faces.userId, exceptUserId),
      ),
    );
}
