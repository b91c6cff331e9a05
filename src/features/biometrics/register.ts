import { type Caller, requireScope } from "../../kernel/caller.ts";
import { toInstant } from "../../kernel/clock.ts";
import { EnrollError } from "../../kernel/errors.ts";
import { newId } from "../../kernel/ids.ts";
import type { ReasonCode } from "../../kernel/reasons.ts";
import { commitWithRetry } from "../../records/commit.ts";
import type { EventDraft } from "../../records/event-types.ts";
import type { Statement } from "../../storage/database.ts";
import type { FaceTemplate } from "../../storage/face-template.ts";
import { answerValue } from "../../vision/answer-value.ts";
import { acceptImage } from "../uploads/accept-image.ts";
import { planAdvance } from "../users/advance.ts";
import { loadPerson } from "../users/load-person.ts";
import { loadLiveness, whyNotBound } from "./bind-liveness.ts";
import type { BiometricsDeps } from "./deps.ts";
import type { RegisterInput, RegistrationData } from "./face-schemas.ts";
import { type Duplicates, findDuplicates } from "./find-duplicates.ts";
import { settleGallery } from "./gallery/settle-gallery.ts";
import { isPortraitAgain, newestPortrait } from "./portrait-reuse.ts";
import { type SoleFace, soleFace } from "./sole-face.ts";
import { insertFace, type LivenessRow, replaceActiveFaces } from "./store.ts";
import { sealFaceTemplate } from "./templates.ts";

/**
 * Enrols a person's face: one fit face, tied to a liveness check where one is named, searched for among the
 * faces of the tenant's other people. Needs the person's recorded consent (GDPR art. 9; Ley 1581 art. 6). A face
 * that is not enrolled is a result with reasons; the one enrolled before steps back only for a new one.
 */
export async function registerFace(
  deps: BiometricsDeps,
  caller: Caller,
  input: RegisterInput,
): Promise<RegistrationData> {
  requireScope(caller, "biometrics:write");
  const { tenantId } = caller;
  const { userId, collectionId } = input;
  const key = await requireConsent(deps, caller, userId);
  const liveness = input.livenessId ? await loadLiveness(deps, caller, userId, input.livenessId) : null;
  const image = await acceptImage(deps, caller, input.image, "image");
  const answer = await deps.facesVision.readFaces(image.bytes, {
    embed: true,
    liveness: false,
    eyes: true,
  });
  const seen = soleFace(answerValue(answer, "image.data"), { openEyes: true });
  const verdict = await judgeRegistration(deps, caller, input, seen, liveness);
  const { registered, outcome, reasons, notPerformed, template, duplicates, notCompared } = verdict;

  const id = newId("fac");
  const createdAt = deps.clock();
  const quality = seen.face?.quality.overall ?? null;
  const statements: Statement[] = [];
  if (registered && template) {
    const at = { tenantId, subjectId: userId, kind: "face", name: id } as const;
    const blobKey = input.storeImage ? await deps.blobs.put(at, key, image.bytes) : null;
    statements.push(
      replaceActiveFaces(deps.database, tenantId, userId, collectionId),
      insertFace(deps.database, {
        tenantId,
        id,
        userId,
        collectionId,
        status: "active",
        model: template.model,
        modelVersion: template.modelVersion,
        second: template.second ? `${template.second.model}@${template.second.modelVersion}` : null,
        template: await sealFaceTemplate(key, tenantId, userId, template),
        quality: quality ?? 0,
        imageSha256: image.sha256,
        blobKey,
        livenessId: liveness?.id ?? null,
        createdAt,
      }),
    );
  }
  const data: RegistrationData = {
    id,
    object: "face",
    userId,
    collectionId,
    registered,
    outcome,
    template:
      registered && template
        ? { model: template.model, version: template.modelVersion, encrypted: true }
        : null,
    quality,
    livenessId: liveness?.id ?? null,
    duplicates,
    notCompared,
    reasons,
    assurance: { notPerformed },
    createdAt: toInstant(createdAt),
  };
  await commitWithRetry(deps, caller, async () => {
    const observations = {
      ...(duplicates.length > 0 || verdict.sureOfNone ? { duplicates: duplicates.length } : {}),
      ...(quality === null ? {} : { quality }),
    };
    const advance = await planAdvance(deps, caller, userId, [
      { checkId: id, type: "face_enrolment", outcome, reasons, observations, notPerformed },
    ]);
    return {
      result: undefined,
      change: {
        statements: [...statements, ...advance.statements],
        audit: [
          {
            action: "biometric.register",
            targetType: "face",
            targetId: id,
            details: { userId, collectionId, registered, reasons: reasons.join(" ") },
          },
        ],
        events: [...eventsOf(data), ...advance.events],
        answer: { status: 200, data },
      },
    };
  });
  if (registered) await settleGallery(deps, tenantId);
  return data;
}

/** The person's key. Throws `NOT_FOUND`, `INVALID_TRANSITION` when the enrolment is over, or what is missing. */
async function requireConsent(deps: BiometricsDeps, caller: Caller, userId: string): Promise<CryptoKey> {
  const { consents } = await loadPerson(deps, caller, userId);
  await planAdvance(deps, caller, userId, []);
  if (!consents.some(({ scope }) => scope === "biometric")) {
    throw new EnrollError("VALIDATION_FAILED", {
      details: [{ field: "userId", code: "CONSENT_MISSING", message: "" }],
    });
  }
  const key = await deps.vault.subjectKey(caller.tenantId, userId);
  if (!key) throw new EnrollError("NOT_FOUND");
  return key;
}

interface Verdict {
  registered: boolean;
  outcome: RegistrationData["outcome"];
  reasons: ReasonCode[];
  notPerformed: string[];
  template: FaceTemplate | null;
  duplicates: Duplicates["candidates"];
  notCompared: RegistrationData["notCompared"];
  /** True when every enrolled face was compared: only then may a policy read no duplicate as none. */
  sureOfNone: boolean;
}

async function judgeRegistration(
  deps: BiometricsDeps,
  caller: Caller,
  input: RegisterInput,
  seen: SoleFace,
  liveness: LivenessRow | null,
): Promise<Verdict> {
  const notPerformed = liveness ? [] : ["liveness_face_binding"];
  const refused = (outcome: Verdict["outcome"], reasons: ReasonCode[], missing: string[] = []): Verdict => ({
    registered: false,
    outcome,
    reasons,
    notPerformed: [...notPerformed, ...missing],
    template: null,
    duplicates: [],
    notCompared: null,
    sureOfNone: false,
  });
  if (!seen.ok) return refused("fail", [seen.reason]);
  const { template } = seen;
  const portrait = await newestPortrait(deps, caller, input.userId);
  if (isPortraitAgain(seen, portrait)) return refused("fail", ["PORTRAIT_REUSED"]);
  // The net that describes faces was not to be had.
  if (!template) return refused("inconclusive", [], ["face_template"]);
  const unbound = liveness && (await whyNotBound(deps, liveness, template));
  if (unbound) return refused("fail", [unbound]);

  const { userId, collectionId } = input;
  const found = await findDuplicates(deps, caller, {
    userId,
    collectionId,
    face: template,
  });
  const duplicate = found.candidates.length > 0;
  const registered = !(duplicate && input.onDuplicate === "reject");
  return {
    registered,
    outcome: registered ? (duplicate ? "review" : "pass") : "fail",
    reasons: duplicate ? ["DUPLICATE_FACE"] : [],
    notPerformed: [...notPerformed, ...found.notPerformed],
    template,
    duplicates: found.candidates,
    notCompared: found.notCompared,
    sureOfNone: found.notPerformed.length === 0,
  };
}

function eventsOf({ id, userId, registered, outcome, reasons, duplicates }: RegistrationData): EventDraft[] {
  const object = { id, userId, registered, outcome, reasons };
  const found = { ...object, duplicates: duplicates.map((one) => ({ userId: one.userId })) };
  return [
    ...(registered ? [{ type: "biometric.registered" as const, userId, object }] : []),
    ...(duplicates.length > 0 ? [{ type: "biometric.duplicate_found" as const, userId, object: found }] : []),
  ];
}
