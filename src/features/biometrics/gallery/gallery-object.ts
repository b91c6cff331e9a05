import { DurableObject } from "cloudflare:workers";
import { importAesKey, open, seal } from "../../../storage/cipher.ts";
import kernel from "./dot-kernel.wasm";
import { FaceIndex } from "./face-index.ts";

/** A face as the gallery knows it: whose it is, D1 alone can tell. */
export interface GalleryEntry {
  faceId: string;
  /** Transformed and quantised. */
  template: Int8Array<ArrayBuffer>;
}

export interface GalleryHit {
  faceId: string;
  similarity: number;
}

/** Rows opened at a time while the index is built. */
const LOAD_PAGE = 1_000;
/** An insertion that was on its way when its face was deleted arrives long before this. */
const REMEMBER_REMOVED_MS = 24 * 3_600_000;

/**
 * One shard of a gallery. SQLite holds the templates sealed under a key that comes with every call and is never
 * written here; memory holds them open, from the first search until the object is evicted.
 */
export class GalleryObject extends DurableObject {
  #index: FaceIndex | null = null;
  #loading: Promise<FaceIndex | null> | null = null;

  constructor(state: DurableObjectState, env: unknown) {
    super(state, env as never);
    this.#createTables();
  }

  /**
   * Keeps faces; one that is known already or was deleted stays as it is.
   * @returns how many faces the shard holds
   */
  async insert(sealKey: Uint8Array<ArrayBuffer>, entries: GalleryEntry[]): Promise<number> {
    const key = await importAesKey(sealKey);
    const sealed = await Promise.all(
      entries.map(({ faceId, template }) => {
        const bytes = new Uint8Array(template.buffer, template.byteOffset, template.byteLength);
        return seal(key, this.#place(faceId), bytes);
      }),
    );
    await this.#loading?.catch(() => null);
    // From here nothing is awaited: rows and index change together.
    entries.forEach(({ faceId, template }, at) => {
      const [row] = this.ctx.storage.sql
        .exec<{ number: number }>(
          `INSERT INTO faces (face_id, template) SELECT ?1, ?2
           WHERE NOT EXISTS (SELECT 1 FROM removed WHERE face_id = ?1)
           ON CONFLICT (face_id) DO NOTHING RETURNING number`,
          faceId,
          sealed[at]?.buffer ?? null,
        )
        .toArray();
      if (row) this.#index?.add(row.number, template);
    });
    return this.#count();
  }

  /** Deletes faces, from the disk and from memory, and refuses them from now on. */
  async remove(faceIds: string[]): Promise<number> {
    await this.#loading?.catch(() => null);
    const { sql } = this.ctx.storage;
    const now = Date.now();
    sql.exec("DELETE FROM removed WHERE at < ?", now - REMEMBER_REMOVED_MS);
    for (const faceId of faceIds) {
      const [row] = sql
        .exec<{ number: number }>("DELETE FROM faces WHERE face_id = ? RETURNING number", faceId)
        .toArray();
      if (row) this.#index?.remove(row.number);
      sql.exec("INSERT OR IGNORE INTO removed (face_id, at) VALUES (?, ?)", faceId, now);
    }
    return this.#count();
  }

  /** The most similar faces of this shard, best first. Throws when the key is not the one they were sealed with. */
  async search(
    sealKey: Uint8Array<ArrayBuffer>,
    probe: Int8Array,
    { limit, minSimilarity }: { limit: number; minSimilarity: number },
  ): Promise<GalleryHit[]> {
    const index = this.#index ?? (await this.#load(sealKey));
    if (!index) return [];
    return index.search(probe, limit, minSimilarity).map(({ item, similarity }) => {
      const { face_id } = this.ctx.storage.sql
        .exec<{ face_id: string }>("SELECT face_id FROM faces WHERE number = ?", item)
        .one();
      return { faceId: face_id, similarity };
    });
  }

  /** How many faces are kept, and the bytes that they take on disk and (0 before the first search) in memory. */
  measure(): { faces: number; diskBytes: number; memoryBytes: number } {
    return {
      faces: this.#count(),
      diskBytes: this.ctx.storage.sql.databaseSize,
      memoryBytes: this.#index?.bytes ?? 0,
    };
  }

  /** Leaves nothing of the shard. */
  async destroy(): Promise<void> {
    await this.#loading?.catch(() => null);
    this.#index = null;
    await this.ctx.storage.deleteAll();
    this.#createTables();
  }

  #createTables(): void {
    this.ctx.storage.sql.exec(
      `CREATE TABLE IF NOT EXISTS faces (
         number INTEGER PRIMARY KEY AUTOINCREMENT, face_id TEXT NOT NULL UNIQUE, template BLOB NOT NULL);
       CREATE TABLE IF NOT EXISTS removed (face_id TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;`,
    );
  }

  #count(): number {
    return this.ctx.storage.sql.exec<{ faces: number }>("SELECT count(*) AS faces FROM faces").one().faces;
  }

  /** Builds the index once, however many searches wait for it; null while there is no face to tell its length. */
  #load(sealKey: Uint8Array<ArrayBuffer>): Promise<FaceIndex | null> {
    this.#loading ??= this.#readRows(sealKey).finally(() => {
      this.#loading = null;
    });
    return this.#loading;
  }

  async #readRows(sealKey: Uint8Array<ArrayBuffer>): Promise<FaceIndex | null> {
    const key = await importAesKey(sealKey);
    let index: FaceIndex | null = null;
    for (let after = 0; ; ) {
      const rows = this.ctx.storage.sql
        .exec<{ number: number; face_id: string; template: ArrayBuffer }>(
          "SELECT number, face_id, template FROM faces WHERE number > ? ORDER BY number LIMIT ?",
          after,
          LOAD_PAGE,
        )
        .toArray();
      const opened = await Promise.all(
        rows.map((row) => open(key, this.#place(row.face_id), new Uint8Array(row.template))),
      );
      opened.forEach((bytes, at) => {
        index ??= new FaceIndex(kernel, bytes.length);
        index.add(rows[at]?.number ?? 0, new Int8Array(bytes.buffer));
      });
      after = rows.at(-1)?.number ?? after;
      if (rows.length < LOAD_PAGE) break;
    }
    this.#index = index;
    return index;
  }

  /** The shard's own id is bound in, so that a row copied into another shard does not open. */
  #place(faceId: string) {
    return { tenantId: this.ctx.id.toString(), subjectId: faceId, place: "gallery.template" };
  }
}
