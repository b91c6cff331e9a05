import { blankEvents, type Erasure, forgetAnswers } from "../../records/erasure.ts";
import type { Statement } from "../../storage/database.ts";
import { destroyKeys } from "../../storage/overwrite.ts";
import { eraseBackground } from "../background/erase.ts";
import { eraseBiometrics } from "../biometrics/erase.ts";
import { eraseConnectorLinks } from "../connectors/erase.ts";
import { eraseDocuments } from "../documents/erase.ts";
import { eraseMessages } from "../messages/of-user.ts";
import { eraseUploads } from "../uploads/erase.ts";
import type { PrivacyDeps } from "./deps.ts";
import { insertErased } from "./store.ts";

export interface PlannedErasure {
  statements: Statement[];
  /** Uploads that went along, each a subject of its own. */
  uploadIds: string[];
  counts: Record<string, number>;
}

/**
 * Everything that erases a person but the user's own row: what each feature keeps, answers kept for repeats, what
 * events told, and the key. `own` is the users feature's part. Answers are forgotten first, since they are found
 * by rows of the audit that speak of the ids collected here.
 */
export async function planErasure(
  deps: PrivacyDeps,
  subject: { tenantId: string; userId: string },
  own: Pick<Erasure, "statements" | "targets" | "counts">,
): Promise<PlannedErasure> {
  const { tenantId, userId } = subject;
  const parts: Erasure[] = await Promise.all([
    eraseDocuments(deps, tenantId, userId),
    eraseBiometrics(deps, tenantId, userId),
    eraseBackground(deps, tenantId, userId),
    eraseConnectorLinks(deps, tenantId, userId),
    eraseMessages(deps, tenantId, userId),
  ]);
  const pictures = [...new Set(parts.flatMap((part) => part.pictures))];
  const uploads = await eraseUploads(deps, tenantId, pictures);
  const now = deps.clock();
  return {
    statements: [
      ...forgetAnswers(deps.database, tenantId, [...own.targets, ...parts.flatMap(({ targets }) => targets)]),
      ...parts.flatMap(({ statements }) => statements),
      ...own.statements,
      ...uploads.statements,
      ...uploads.uploadIds.map((subjectId) =>
        insertErased(deps.database, { tenantId, subjectId, receipt: null, erasedAt: now, dueAt: now }),
      ),
      ...blankEvents(deps.database, tenantId, userId),
      ...destroyKeys(deps.database, tenantId, [userId]),
    ],
    uploadIds: uploads.uploadIds,
    counts: Object.assign({}, own.counts, ...parts.map(({ counts }) => counts), {
      uploads: uploads.uploadIds.length,
    }),
  };
}
