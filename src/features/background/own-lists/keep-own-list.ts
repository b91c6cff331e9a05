import { issueMessage } from "../../../i18n/messages.ts";
import { sha256Hex } from "../../../kernel/bytes.ts";
import { type Caller, requireScope } from "../../../kernel/caller.ts";
import { toInstant } from "../../../kernel/clock.ts";
import { EnrollError } from "../../../kernel/errors.ts";
import { newId } from "../../../kernel/ids.ts";
import { commit, type RecordsDeps } from "../../../records/commit.ts";
import { type BlobPlace, type BlobStore, blobKeyOf } from "../../../storage/blobs.ts";
import { packSegment } from "../lists/segment-file.ts";
import { buildIndex } from "../screening/name-index.ts";
import { toOwnEntity } from "./own-entry.ts";
import { ownListId } from "./own-list-id.ts";
import {
  deleteOwnList,
  findOwnList,
  findOwnLists,
  insertOwnList,
  type OwnListRow,
  replaceOwnList,
} from "./own-list-store.ts";
import { MAX_OWN_ENTRIES, readUpload } from "./read-upload.ts";
import type { OwnListData, OwnListQuery } from "./schemas.ts";

export type OwnListDeps = RecordsDeps & {
  blobs: BlobStore;
  /** Asks for whoever is monitored to be held against a changed list; may fail without harm, as the cron asks too. */
  rescreenOwn?(list: { tenantId: string; id: string }): void;
};

/** Twice what 10,000 rows take. */
export const MAX_UPLOAD_BYTES = 4 * 1024 * 1024;
/** Every check that names none asks all of them. */
export const MAX_OWN_LISTS = 20;

export const blobOf = (row: Pick<OwnListRow, "tenantId" | "id" | "object">): BlobPlace => ({
  tenantId: row.tenantId,
  subjectId: row.id,
  kind: "list",
  name: row.object,
});

/**
 * Keeps a list of the tenant's own. Throws `VALIDATION_FAILED` with each row that is wrong (then nothing is kept),
 * and `PAYLOAD_TOO_LARGE` above 4 MB.
 */
export async function createOwnList(
  deps: OwnListDeps,
  caller: Caller,
  input: OwnListQuery & { bytes: Uint8Array },
): Promise<OwnListData> {
  requireScope(caller, "background:write");
  const { tenantId } = caller;
  const lists = await findOwnLists(deps.database, tenantId);
  if (lists.length >= MAX_OWN_LISTS) throw fault(caller, "", "TOO_MANY", MAX_OWN_LISTS);
  if (lists.some((list) => list.name === input.name)) throw fault(caller, "name", "NAME_TAKEN");
  const id = newId("lst");
  const { key, statement } = await deps.vault.newSubjectKey(tenantId, id);
  const now = deps.clock();
  const row = {
    tenantId,
    id,
    name: input.name,
    kind: input.kind,
    version: 1,
    createdAt: now,
    updatedAt: now,
  };
  const kept = await keepEntries(deps, caller, key, row, input.bytes);
  const data = shownOwnList(kept);
  await commit(deps, caller, {
    statements: [statement, insertOwnList(deps.database, kept)],
    audit: [trace("background.list_created", kept)],
    events: [],
    answer: { status: 201, data },
  });
  deps.rescreenOwn?.({ tenantId, id });
  return data;
}

/** Puts an upload in the place of what a list held. Throws `NOT_FOUND`, and as `createOwnList`. */
export async function replaceOwnListEntries(
  deps: OwnListDeps,
  caller: Caller,
  input: { listId: string; bytes: Uint8Array },
): Promise<OwnListData> {
  requireScope(caller, "background:write");
  const before = await findOwnList(deps.database, caller.tenantId, input.listId);
  const key = before && (await deps.vault.subjectKey(caller.tenantId, before.id));
  if (!before || !key) throw new EnrollError("NOT_FOUND");
  const row = { ...before, version: before.version + 1, updatedAt: deps.clock() };
  const kept = await keepEntries(deps, caller, key, row, input.bytes);
  const data = shownOwnList(kept);
  await commit(deps, caller, {
    statements: [replaceOwnList(deps.database, kept, before.version)],
    audit: [trace("background.list_replaced", kept)],
    events: [],
    answer: { status: 200, data },
  });
  deps.rescreenOwn?.(kept);
  // After the row names its successor; should this fail, the sealed bytes go with the list.
  await deps.blobs.delete(blobKeyOf(blobOf(before))).catch(() => undefined);
  return data;
}

/** Erases a list: its rows, its key and its sealed entries. Throws `NOT_FOUND`. */
export async function eraseOwnList(
  deps: OwnListDeps,
  caller: Caller,
  listId: string,
): Promise<{ id: string; deleted: true }> {
  requireScope(caller, "background:write");
  const row = await findOwnList(deps.database, caller.tenantId, listId);
  if (!row) throw new EnrollError("NOT_FOUND");
  const data = { id: ownListId(row.id), deleted: true as const };
  await commit(deps, caller, {
    statements: deleteOwnList(deps.database, caller.tenantId, row.id),
    audit: [trace("background.list_deleted", row)],
    events: [],
    answer: { status: 200, data },
  });
  deps.rescreenOwn?.(row);
  // Without its key what is left is noise; should this fail, that is all that is left.
  await deps.blobs.deleteSubject(caller.tenantId, row.id);
  return data;
}

async function keepEntries(
  deps: OwnListDeps,
  caller: Caller,
  key: CryptoKey,
  row: Omit<OwnListRow, "sha256" | "entries" | "object">,
  bytes: Uint8Array,
): Promise<OwnListRow> {
  if (bytes.length > MAX_UPLOAD_BYTES) throw new EnrollError("PAYLOAD_TOO_LARGE");
  const { entries, faults } = await readUpload(bytes);
  if (faults.length > 0) {
    throw new EnrollError("VALIDATION_FAILED", {
      details: faults.map(({ row: at, field, code }) => ({
        field: at === 0 ? field : `rows.${at}${field === "" ? "" : `.${field}`}`,
        code,
        message: issueMessage(caller.locale, code, code === "TOO_MANY" ? MAX_OWN_ENTRIES : undefined) ?? code,
      })),
    });
  }
  const index = buildIndex(entries.map((entry) => toOwnEntity(row.id, row.kind, entry)));
  const sha256 = await sha256Hex(bytes);
  // A new object for each version: what is being searched by another request is not written over.
  const kept = { ...row, sha256, entries: entries.length, object: `v${row.version}` };
  await deps.blobs.put(blobOf(kept), key, packSegment(index));
  return kept;
}

function fault(caller: Caller, field: string, code: string, limit?: number): EnrollError {
  const message = issueMessage(caller.locale, code, limit) ?? code;
  return new EnrollError("VALIDATION_FAILED", { details: [{ field, code, message }] });
}

const trace = (action: string, row: Pick<OwnListRow, "id" | "kind" | "entries" | "version">) => ({
  action,
  targetType: "list",
  targetId: row.id,
  details: { kind: row.kind, entries: row.entries, version: row.version },
});

/** A list as its tenant sees it, without its entries. */
export const shownOwnList = (row: OwnListRow): OwnListData => ({
  id: ownListId(row.id),
  object: "own_list",
  name: row.name,
  kind: row.kind,
  version: row.version,
  entries: row.entries,
  sha256: row.sha256,
  createdAt: toInstant(row.createdAt),
  updatedAt: toInstant(row.updatedAt),
});
