import type { RecordsDeps } from "../../records/commit.ts";
import {
  type FaceTemplate,
  joinEmbeddings,
  modelsText,
  openEmbedding,
  sealEmbedding,
  splitEmbeddings,
} from "../../storage/face-template.ts";
import type { FaceRow, LivenessRow } from "./store.ts";

type Deps = Pick<RecordsDeps, "vault">;

const place = (tenantId: string, subjectId: string, table: "faces" | "liveness_checks") => ({
  tenantId,
  subjectId,
  place: `${table}.template`,
});

export const sealFaceTemplate = (key: CryptoKey, tenantId: string, userId: string, template: FaceTemplate) =>
  sealEmbedding(key, place(tenantId, userId, "faces"), joinEmbeddings(template));

type SealedFace = Pick<FaceRow, "tenantId" | "userId" | "model" | "modelVersion" | "second" | "template">;

/** The template of an enrolled face, under the key of its person. */
export async function openFaceWith(key: CryptoKey, row: SealedFace): Promise<FaceTemplate> {
  const joined = await openEmbedding(key, place(row.tenantId, row.userId, "faces"), row.template);
  const own = `${row.model}@${row.modelVersion}`;
  return splitEmbeddings(joined, row.second ? `${own}+${row.second}` : own);
}

/** The template of an enrolled face; null when its person was erased. */
export async function openFaceTemplate(deps: Deps, row: FaceRow): Promise<FaceTemplate | null> {
  const key = await deps.vault.subjectKey(row.tenantId, row.userId);
  if (!key) return null;
  return openFaceWith(key, row);
}

/** The face that a liveness check saw, for its row. */
export async function sealLivenessTemplate(
  key: CryptoKey,
  tenantId: string,
  subjectId: string,
  template: FaceTemplate | null,
): Promise<{ template: string | null; model: string | null }> {
  if (!template) return { template: null, model: null };
  const at = place(tenantId, subjectId, "liveness_checks");
  return { template: await sealEmbedding(key, at, joinEmbeddings(template)), model: modelsText(template) };
}

/** The face that a liveness check saw; null when it saw none or its person was erased. */
export async function openLivenessTemplate(deps: Deps, row: LivenessRow): Promise<FaceTemplate | null> {
  const key = row.template && (await deps.vault.subjectKey(row.tenantId, row.subjectId));
  if (!key || !row.template || !row.model) return null;
  const at = place(row.tenantId, row.subjectId, "liveness_checks");
  return splitEmbeddings(await openEmbedding(key, at, row.template), row.model);
}
