import { type Caller, requireScope } from "../../kernel/caller.ts";
import { toInstant } from "../../kernel/clock.ts";
import { EnrollError } from "../../kernel/errors.ts";
import { commit, type RecordsDeps } from "../../records/commit.ts";
import {
  type CollectionRow,
  countFaces,
  deleteCollectionRow,
  findCollection,
  insertCollection,
  listCollectionRows,
} from "./collections-store.ts";
import type { CollectionData, CollectionInput } from "./search-schemas.ts";

/** Where faces go when nothing else is said; it is always there. */
const DEFAULT_COLLECTION = "default";

/** Names a set of faces that is searched apart. Throws `CONFLICT` when the tenant has one of that name. */
export async function createCollection(
  deps: RecordsDeps,
  caller: Caller,
  input: CollectionInput,
): Promise<CollectionData> {
  requireScope(caller, "biometrics:write");
  const known = await collectionsOf(deps, caller.tenantId);
  if (known.some(({ id }) => id === input.id)) {
    throw new EnrollError("CONFLICT", { details: [{ field: "id", code: "DUPLICATE", message: "" }] });
  }
  const row = {
    tenantId: caller.tenantId,
    id: input.id,
    description: input.description ?? null,
    createdAt: deps.clock(),
  };
  const data = view(row.id, row, 0);
  await commit(deps, caller, {
    statements: [insertCollection(deps.database, row)],
    audit: [{ action: "biometric.collection.create", targetType: "collection", targetId: row.id }],
    events: [],
    answer: { status: 201, data },
  });
  return data;
}

/** Every collection: those named by the tenant, those made by registering into them, and `default`. */
export async function listCollections(deps: RecordsDeps, caller: Caller): Promise<CollectionData[]> {
  requireScope(caller, "biometrics:read");
  return collectionsOf(deps, caller.tenantId);
}

/** One collection with its number of active faces. Throws `NOT_FOUND`. */
export async function readCollection(deps: RecordsDeps, caller: Caller, id: string): Promise<CollectionData> {
  requireScope(caller, "biometrics:read");
  const found = (await collectionsOf(deps, caller.tenantId)).find((collection) => collection.id === id);
  if (!found) throw new EnrollError("NOT_FOUND");
  return found;
}

/**
 * Deletes an empty collection. Throws `INVALID_TRANSITION` while faces are enrolled in it, since each of them is
 * a person's and deleted by itself, and `NOT_FOUND` for a collection without a name of its own.
 */
export async function deleteCollection(deps: RecordsDeps, caller: Caller, id: string) {
  requireScope(caller, "biometrics:write");
  const { tenantId } = caller;
  const enrolled = (await countFaces(deps.database, tenantId)).get(id) ?? 0;
  if (enrolled > 0) throw new EnrollError("INVALID_TRANSITION");
  if (!(await findCollection(deps.database, tenantId, id))) throw new EnrollError("NOT_FOUND");
  const data = { id, object: "collection" as const, deleted: true as const };
  await commit(deps, caller, {
    statements: [deleteCollectionRow(deps.database, tenantId, id)],
    audit: [{ action: "biometric.collection.delete", targetType: "collection", targetId: id }],
    events: [],
    answer: { status: 200, data },
  });
  return data;
}

async function collectionsOf(deps: RecordsDeps, tenantId: string): Promise<CollectionData[]> {
  const rows = new Map((await listCollectionRows(deps.database, tenantId)).map((row) => [row.id, row]));
  const enrolled = await countFaces(deps.database, tenantId);
  const ids = [...new Set([DEFAULT_COLLECTION, ...rows.keys(), ...enrolled.keys()])].sort();
  return ids.map((id) => view(id, rows.get(id), enrolled.get(id) ?? 0));
}

const view = (id: string, row: CollectionRow | undefined, enrolled: number): CollectionData => ({
  id,
  object: "collection",
  description: row?.description ?? null,
  faces: enrolled,
  createdAt: row ? toInstant(row.createdAt) : null,
});
