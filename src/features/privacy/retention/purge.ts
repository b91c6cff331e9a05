import type { Caller } from "../../../kernel/caller.ts";
import { newId } from "../../../kernel/ids.ts";
import { logLine } from "../../../kernel/logger.ts";
import { auditStatement } from "../../../records/audit.ts";
import type { Statement } from "../../../storage/database.ts";
import type { RetentionDays } from "../../../storage/tables/tenants.ts";
import type { UserStatus } from "../../../storage/tables/users.ts";
import { deleteFace } from "../../biometrics/delete-face.ts";
import type { PrivacyDeps } from "../deps.ts";
import { eraseUser } from "../erase-user.ts";
import {
  deleteDocumentPicture,
  findKeepers,
  forgetFacePicture,
  oldDocumentPictures,
  oldFacePictures,
  oldReplacedFaces,
  oldUsers,
} from "./store.ts";

/** Of each kind and tenant, a run; the next run, five minutes later, takes the rest. */
const A_RUN = 100;
const DAY_MS = 86_400_000;

type Purge = (deps: PrivacyDeps, caller: Caller, before: number) => Promise<number>;

/** What carries out each kind. Objects go first, so that no row forgets bytes that are still there. */
const PURGES: Record<keyof RetentionDays, Purge> = {
  async documentPictures(deps, caller, before) {
    const due = await oldDocumentPictures(deps.database, caller.tenantId, before, A_RUN);
    for (const { documentId, side, blobKey } of due) {
      await deps.blobs.delete(blobKey);
      const gone = deleteDocumentPicture(deps.database, caller.tenantId, documentId, side);
      await traced(deps, caller, gone, { targetType: "document", targetId: documentId, details: { side } });
    }
    return due.length;
  },
  async facePictures(deps, caller, before) {
    const due = await oldFacePictures(deps.database, caller.tenantId, before, A_RUN);
    for (const { id, blobKey } of due) {
      if (blobKey) await deps.blobs.delete(blobKey);
      const gone = forgetFacePicture(deps.database, caller.tenantId, id);
      await traced(deps, caller, gone, { targetType: "face", targetId: id });
    }
    return due.length;
  },
  async replacedFaces(deps, caller, before) {
    const due = await oldReplacedFaces(deps.database, caller.tenantId, before, A_RUN);
    for (const { id } of due) await deleteFace(deps, caller, id);
    return due.length;
  },
  unfinishedUsers: people(["expired", "canceled"]),
  rejectedUsers: people(["rejected"]),
  approvedUsers: people(["approved"]),
};

function people(statuses: UserStatus[]): Purge {
  return async (deps, caller, before) => {
    const due = await oldUsers(deps.database, caller.tenantId, statuses, before, A_RUN);
    for (const { id } of due) await eraseUser(deps, caller, id);
    return due.length;
  };
}

/**
 * Deletes of all tenants what has been kept for its days; for a cron, and safe to run twice. People go as by
 * `DELETE /users/{userId}`, with event and signed receipt; pictures leave an entry in the audit.
 * @returns how much was deleted, by kind
 */
export async function purgeExpired(deps: PrivacyDeps): Promise<Partial<Record<keyof RetentionDays, number>>> {
  const purged: Partial<Record<keyof RetentionDays, number>> = {};
  for (const { id, livemode, settings } of await findKeepers(deps.database)) {
    for (const [kind, days] of Object.entries(settings.retention ?? {}) as [keyof RetentionDays, number][]) {
      if (days === null) continue;
      try {
        const count = await PURGES[kind](deps, keeper(id, livemode), deps.clock() - days * DAY_MS);
        purged[kind] = (purged[kind] ?? 0) + count;
      } catch (error) {
        // What failed is due again in the next run, and must not hold up the other kinds and tenants.
        logLine("retention.failed", { tenantId: id, kind, cause: error instanceof Error ? error.name : "" });
      }
    }
  }
  return purged;
}

async function traced(
  deps: PrivacyDeps,
  caller: Caller,
  gone: Statement,
  target: { targetType: string; targetId: string; details?: Record<string, string> },
): Promise<void> {
  const trace = { action: "picture.retention", ...target };
  await deps.database.batch([gone, auditStatement(deps.database, caller, trace, deps.clock())]);
}

/** Who acts when a time has come, within one tenant, with the scopes of the verbs that it uses. */
const keeper = (tenantId: string, livemode: boolean): Caller => ({
  tenantId,
  subject: "retention",
  scopes: ["users:write", "biometrics:write"],
  locale: "es",
  requestId: newId("req"),
  livemode,
  idempotency: null,
});
