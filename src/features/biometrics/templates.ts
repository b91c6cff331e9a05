import type { RecordsDeps } from "../../records/commit.ts";
import { type FaceTemplate, openEmbedding, sealEmbedding } from "../../storage/face-template.ts";
import type { FaceRow, LivenessRow } from "./store.ts";

type Deps = Pick<RecordsDeps, "vault">;

const place = (tenantId: string, subjectId: string, table: "faces" | "liveness_checks") => ({
  tenantId,
  subjectId,
  place: `${table}.template`,
});

export const sealFaceTemplate = (key: CryptoKey, tenantId: string, userId: string, template: FaceTemplate) =>
  sealEmbedding(key, place(tenantId, userId, "faces"), template.embedding);

export const openFaceEmbedding = (key: CryptoKey, tenantId: string, userId: string, sealed: string) =>
  openEmbedding(key, place(tenantId, userId, "faces"), sealed);

/** The template of an enrolled face; null when its person was erased. */
export async function openFaceTemplate(deps: Deps, row: FaceRow): Promise<FaceTemplate | null> {
  const key = await deps.vault.subjectKey(row.tenantId, row.userId);
  if (!key) return null;
  const { model, modelVersion } = row;
  return {
    model,
    modelVersion,
    embedding: await openFaceEmbedding(key, row.tenantId, row.userId, row.template),
  };
}

/** Name and version of a net in one column; neither holds an `@`. */
const joined = ({ model, modelVersion }: FaceTemplate) => `${model}@${modelVersion}`;

/** The face that a liveness check saw, for its row. */
export async function sealLivenessTemplate(
  key: CryptoKey,
  tenantId: string,
  subjectId: string,
  template: FaceTemplate | null,
): Promise<{ template: string | null; model: string | null }> {
  if (!template) return { template: null, model: null };
  const at = place(tenantId, subjectId, "liveness_checks");
  return { template: await sealEmbedding(key, at, template.embedding), model: joined(template) };
}

/** The face that a liveness check saw; null when it saw none or its person was erased. */
export async function openLivenessTemplate(deps: Deps, row: LivenessRow): Promise<FaceTemplate | null> {
  const key = row.template && (await deps.vault.subjectKey(row.tenantId, row.subjectId));
  if (!key || !row.template || !row.model) return null;
  const [model = "", modelVersion = ""] = row.model.split("@");
  const at = place(row.tenantId, row.subjectId, "liveness_checks");
  return { model, modelVersion, embedding: await openEmbedding(key, at, row.template) };
}
