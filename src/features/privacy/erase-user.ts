import { type Caller, requireScope } from "../../kernel/caller.ts";
import { toInstant } from "../../kernel/clock.ts";
import { EnrollError } from "../../kernel/errors.ts";
import { commitWithRetry } from "../../records/commit.ts";
import { settleGallery } from "../biometrics/gallery/settle-gallery.ts";
import { signReceipt } from "../receipts/sign-receipt.ts";
import { eraseUserRows } from "../users/erase.ts";
import type { PrivacyDeps } from "./deps.ts";
import { planErasure } from "./plan-erasure.ts";
import type { ErasureData } from "./schemas.ts";
import { findErased, insertErased } from "./store.ts";
import { sweepSubject } from "./sweep-erased.ts";

/**
 * Erases a person: rows, kept answers and the key in one batch, which turns whatever copy remains into noise; then
 * the objects in R2 and the entries of the gallery, which crons finish should this request die. Answers with the
 * signed receipt, and the second time with that same one. Throws `NOT_FOUND`.
 */
export async function eraseUser(deps: PrivacyDeps, caller: Caller, userId: string): Promise<ErasureData> {
  requireScope(caller, "users:write");
  const { tenantId } = caller;
  const erased = await commitWithRetry(deps, caller, async () => {
    const own = await eraseUserRows(deps, tenantId, userId);
    if (!own) {
      const data = await erasedBefore(deps, tenantId, userId);
      const nothing = { statements: [], audit: [], events: [], answer: { status: 200, data } };
      return { change: nothing, result: { data, uploadIds: [] as string[] } };
    }
    const { statements, uploadIds, counts } = await planErasure(deps, { tenantId, userId }, own);
    const erasedAt = deps.clock();
    const { receipt } = await signReceipt(
      deps,
      "deletion-receipt+jwt",
      { tenantId, userId },
      {
        erasedAt: toInstant(erasedAt),
        erased: counts,
        keyDestroyed: true,
        requestId: caller.requestId,
      },
    );
    const row = { tenantId, subjectId: userId, receipt, erasedAt, dueAt: erasedAt };
    const data = view(userId, receipt, erasedAt);
    return {
      result: { data, uploadIds },
      change: {
        statements: [...statements, insertErased(deps.database, row)],
        audit: [{ action: "user.redact", targetType: "user", targetId: userId, details: counts }],
        events: own.events,
        answer: { status: 200, data },
      },
    };
  });
  await settleGallery(deps, tenantId);
  for (const subjectId of [userId, ...erased.uploadIds]) {
    // The marker is written, so a failure here only leaves the work to the cron.
    await sweepSubject(deps, tenantId, subjectId).catch(() => undefined);
  }
  return erased.data;
}

async function erasedBefore(deps: PrivacyDeps, tenantId: string, userId: string): Promise<ErasureData> {
  const row = await findErased(deps.database, tenantId, userId);
  if (!row?.receipt) throw new EnrollError("NOT_FOUND");
  return view(userId, row.receipt, row.erasedAt);
}

const view = (userId: string, receipt: string, erasedAt: number): ErasureData => ({
  userId,
  object: "erasure",
  status: "redacted",
  erasedAt: toInstant(erasedAt),
  receipt,
});
