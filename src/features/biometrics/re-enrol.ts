import { type Caller, requireScope } from "../../kernel/caller.ts";
import { newId } from "../../kernel/ids.ts";
import { commit } from "../../records/commit.ts";
import { placeOfBlob } from "../../storage/blobs.ts";
import type { Statement } from "../../storage/database.ts";
import type { FaceTemplate } from "../../storage/face-template.ts";
import type { BiometricsDeps } from "./deps.ts";
import { settleGallery } from "./gallery/settle-gallery.ts";
import { countOutdatedFaces, findOutdatedFaces, newestPicturedFace } from "./outdated-store.ts";
import type { ReEnrolData, ReEnrolInput } from "./re-enrol-schemas.ts";
import { soleFace } from "./sole-face.ts";
import { type FaceRow, insertFace, stepBack } from "./store.ts";
import { sealFaceTemplate } from "./templates.ts";

/**
 * Describes enrolled faces anew by the nets of today, from their sealed pictures and without the people: templates of
 * other nets compare with nothing. A face gets a new id, its old one steps back. Takes up to `limit` faces a call;
 * those whose picture was not kept have to come again and are counted. Audited.
 */
export async function reEnrolFaces(
  deps: BiometricsDeps,
  caller: Caller,
  { limit }: ReEnrolInput,
): Promise<ReEnrolData> {
  requireScope(caller, "admin");
  const { tenantId } = caller;
  const newest = await newestPicturedFace(deps.database, tenantId);
  const today = newest && (await describeAgain(deps, newest));
  const outdated = today ? await findOutdatedFaces(deps.database, tenantId, today.template, limit) : [];
  const moved: ReEnrolData["faces"] = [];
  const statements: Statement[] = [];
  for (const row of outdated) {
    const again = await describeAgain(deps, row);
    if (!again) continue;
    const id = newId("fac");
    const { template } = again;
    const at = { tenantId, subjectId: row.userId, kind: "face", name: id } as const;
    statements.push(
      stepBack(deps.database, tenantId, row.id),
      insertFace(deps.database, {
        ...row,
        id,
        model: template.model,
        modelVersion: template.modelVersion,
        second: template.second ? `${template.second.model}@${template.second.modelVersion}` : null,
        template: await sealFaceTemplate(again.key, tenantId, row.userId, template),
        quality: again.quality,
        blobKey: await deps.blobs.put(at, again.key, again.bytes),
        createdAt: deps.clock(),
      }),
    );
    moved.push({ from: row.id, to: id, userId: row.userId });
  }
  const left = today ? await countOutdatedFaces(deps.database, tenantId, today.template) : null;
  const data: ReEnrolData = {
    object: "re_enrolment",
    faces: moved,
    remaining: left ? left.pictured - moved.length : null,
    withoutPicture: left?.unpictured ?? null,
  };
  await commit(deps, caller, {
    statements,
    audit: [
      {
        action: "biometric.templates.re_enrol",
        targetType: "tenant",
        targetId: tenantId,
        details: { faces: moved.length, remaining: data.remaining },
      },
    ],
    events: [],
    answer: { status: 200, data },
  });
  await settleGallery(deps, tenantId);
  return data;
}

interface Described {
  key: CryptoKey;
  bytes: Uint8Array<ArrayBuffer>;
  template: FaceTemplate;
  quality: number;
}

/** The face on a stored picture as the nets of today see it; null when picture, person or net cannot be had. */
async function describeAgain(deps: BiometricsDeps, row: FaceRow): Promise<Described | null> {
  const key = await deps.vault.subjectKey(row.tenantId, row.userId);
  const bytes = key && row.blobKey ? await deps.blobs.get(placeOfBlob(row.blobKey), key) : null;
  if (!key || !bytes) return null;
  const answer = await deps.facesVision.readFaces(bytes, { embed: true, liveness: false });
  const seen = answer.ok ? soleFace(answer.value) : null;
  return seen?.ok && seen.template
    ? { key, bytes, template: seen.template, quality: seen.face.quality.overall }
    : null;
}
