import { and, eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { deleteFace } from "../../../src/features/biometrics/delete-face.ts";
import type { BiometricsDeps } from "../../../src/features/biometrics/deps.ts";
import { LOWEST_FALSE_MATCH_RATE, thresholdForRate } from "../../../src/features/biometrics/face-match.ts";
import { registerBody } from "../../../src/features/biometrics/face-schemas.ts";
import { MAX_WAITING } from "../../../src/features/biometrics/gallery/search-gallery.ts";
import { checkLiveness } from "../../../src/features/biometrics/liveness.ts";
import { livenessBody } from "../../../src/features/biometrics/liveness-schemas.ts";
import { readFace } from "../../../src/features/biometrics/read-face.ts";
import { registerFace } from "../../../src/features/biometrics/register.ts";
import { verifyFace } from "../../../src/features/biometrics/verify.ts";
import { verifyBody } from "../../../src/features/biometrics/verify-schemas.ts";
import { scanDocument } from "../../../src/features/documents/scan.ts";
import { scanBody } from "../../../src/features/documents/schemas.ts";
import type { Caller } from "../../../src/kernel/caller.ts";
import { newId } from "../../../src/kernel/ids.ts";
import { faces, livenessChecks, verifications } from "../../../src/storage/tables/biometrics.ts";
import { audit, events } from "../../../src/storage/tables/records.ts";
import { userChecks } from "../../../src/storage/tables/users.ts";
import type { FacesVisionPort } from "../../../src/vision/ports/faces.ts";
import { aCaller, aTenant, bindings, type TestDeps, testDeps } from "../../support/deps.ts";
import { aPictureInBase64 } from "../../support/pictures.ts";
import { aUser } from "../../support/users.ts";
import {
  aDocumentReading,
  aFace,
  aFacesReading,
  aTd3,
  DOWN,
  recordedDocuments,
  recordedFaces,
} from "../../support/vision.ts";

type Desk = { deps: TestDeps & BiometricsDeps; caller: Caller; see(engine: FacesVisionPort): void };

/** A desk whose faces engine can be changed between requests. */
async function aDesk(): Promise<Desk> {
  let engine = recordedFaces(aFacesReading());
  const facesVision: FacesVisionPort = { readFaces: (image, options) => engine.readFaces(image, options) };
  const deps = { ...testDeps(), facesVision };
  return {
    deps,
    caller: aCaller(await aTenant(deps)),
    see(next) {
      engine = next;
    },
  };
}

/** A faces engine that sees one face, `degrees` away from the first person's. */
const someoneAt = (degrees: number, model = { name: "test-embedder", version: "1" }) =>
  recordedFaces(aFacesReading({ faces: [aFace({ degrees })], model }));

const picture = { data: await aPictureInBase64() };
const live = (userId?: string) => livenessBody.parse({ images: [picture], ...(userId ? { userId } : {}) });
const enrol = (userId: string, more: Record<string, unknown> = {}) =>
  registerBody.parse({ userId, image: picture, ...more });
const match = (more: Record<string, unknown>) => verifyBody.parse({ probe: picture, ...more });

async function trace({ deps, caller }: Desk) {
  const told = await deps.database.select().from(events).where(eq(events.tenantId, caller.tenantId));
  const written = await deps.database.select().from(audit).where(eq(audit.tenantId, caller.tenantId));
  return {
    events: told.map(({ type }) => type).filter((type) => type.startsWith("biometric.")),
    actions: written.map(({ action }) => action).filter((action) => action.startsWith("biometric.")),
  };
}

const checksOf = ({ deps, caller }: Desk, userId: string) =>
  deps.database
    .select()
    .from(userChecks)
    .where(and(eq(userChecks.tenantId, caller.tenantId), eq(userChecks.userId, userId)));

describe("a liveness check", () => {
  it("answers, and leaves its row, audit, event and the user's check together", async () => {
    const desk = await aDesk();
    const userId = await aUser(desk.deps, desk.caller);
    const data = await checkLiveness(desk.deps, desk.caller, live(userId));
    expect(data).toMatchObject({
      outcome: "pass",
      passed: true,
      score: 0.95,
      minScore: 0.6,
      method: "passive_single_frame",
      attack: null,
      padCertification: null,
      assurance: { notPerformed: ["active_challenge"] },
    });
    expect(await trace(desk)).toEqual({
      events: ["biometric.liveness.passed"],
      actions: ["biometric.liveness"],
    });
    expect(await checksOf(desk, userId)).toMatchObject([
      { checkId: data.id, type: "liveness", outcome: "pass", observations: { score: 0.95 } },
    ]);
  });

  it("is inconclusive when the engine is down", async () => {
    const desk = await aDesk();
    desk.see(recordedFaces(DOWN));
    const data = await checkLiveness(desk.deps, desk.caller, live());
    expect(data).toMatchObject({ outcome: "inconclusive", passed: false, score: null, quality: null });
    expect(data.assurance.notPerformed).toContain("passive_liveness");
    expect((await trace(desk)).events).toEqual(["biometric.liveness.failed"]);
    // The event is named for what it is not, a pass; what it is stands in its object.
    const { tenantId } = desk.caller;
    const [told] = await desk.deps.database.select().from(events).where(eq(events.tenantId, tenantId));
    expect(told?.data.object).toMatchObject({
      outcome: "inconclusive",
      reasons: ["LIVENESS_INCONCLUSIVE"],
    });
  });

  it("does not know a user of another tenant", async () => {
    const desk = await aDesk();
    const stranger = aCaller(await aTenant(desk.deps));
    const userId = await aUser(desk.deps, stranger);
    await expect(checkLiveness(desk.deps, desk.caller, live(userId))).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});

describe("enrolling a face", () => {
  it("keeps it sealed, in the row and in R2", async () => {
    const desk = await aDesk();
    const userId = await aUser(desk.deps, desk.caller);
    const liveness = await checkLiveness(desk.deps, desk.caller, live(userId));
    const data = await registerFace(desk.deps, desk.caller, enrol(userId, { livenessId: liveness.id }));
    expect(data).toMatchObject({
      registered: true,
      outcome: "pass",
      template: { model: "test-embedder", version: "1", encrypted: true },
      livenessId: liveness.id,
      duplicates: [],
      assurance: { notPerformed: [] },
    });
    const [row] = await desk.deps.database.select().from(faces).where(eq(faces.id, data.id));
    // The first number of the template is 1: as float32, base64 `AACAPw`.
    expect(atob(row?.template ?? "")).not.toContain(atob("AACAPwAAAAA="));
    const object = await bindings.IMAGES.get(row?.blobKey ?? "");
    const stored = new TextDecoder("latin1").decode(await (object as R2ObjectBody).arrayBuffer());
    expect(stored).not.toContain("IHDR");
    expect(await readFace(desk.deps, desk.caller, data.id)).toMatchObject({
      status: "active",
      imageStored: true,
    });
    expect((await trace(desk)).events).toEqual(["biometric.liveness.passed", "biometric.registered"]);
  });

  it("does not run without the person's consent", async () => {
    const desk = await aDesk();
    const userId = await aUser(desk.deps, desk.caller, { consents: [] });
    await expect(registerFace(desk.deps, desk.caller, enrol(userId))).rejects.toMatchObject({
      code: "VALIDATION_FAILED",
      details: [{ field: "userId", code: "CONSENT_MISSING" }],
    });
  });

  it("stops with 503 and writes nothing when the engine is down", async () => {
    const desk = await aDesk();
    const userId = await aUser(desk.deps, desk.caller);
    desk.see(recordedFaces(DOWN));
    await expect(registerFace(desk.deps, desk.caller, enrol(userId))).rejects.toMatchObject({
      code: "SERVICE_UNAVAILABLE",
    });
    expect(await trace(desk)).toEqual({ events: [], actions: [] });
  });

  it.each([
    ["shows nobody", [], "NO_FACE"],
    ["shows two people", [aFace(), aFace({ degrees: 90 })], "MULTIPLE_FACES"],
    ["is unfit", [aFace({ quality: 0.1 })], "FACE_BLURRED"],
  ])("is a result, and not done, when the picture %s", async (_what, seen, reason) => {
    const desk = await aDesk();
    const userId = await aUser(desk.deps, desk.caller);
    desk.see(recordedFaces(aFacesReading({ faces: seen })));
    const data = await registerFace(desk.deps, desk.caller, enrol(userId));
    expect(data).toMatchObject({ registered: false, outcome: "fail", reasons: [reason], template: null });
    await expect(readFace(desk.deps, desk.caller, data.id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("is tied to a liveness check only when it is the person's, passed, fresh and of the same face", async () => {
    const desk = await aDesk();
    const { deps, caller } = desk;
    const [userId, other] = [await aUser(deps, caller), await aUser(deps, caller)];
    const attempt = (livenessId: string) => registerFace(deps, caller, enrol(userId, { livenessId }));

    const ofOther = await checkLiveness(deps, caller, live(other));
    await expect(attempt(ofOther.id)).rejects.toMatchObject({
      code: "NOT_FOUND",
      details: [{ field: "livenessId" }],
    });

    desk.see(recordedFaces(aFacesReading({ live: 0.1 })));
    const spoofed = await checkLiveness(deps, caller, live(userId));
    expect(await attempt(spoofed.id)).toMatchObject({ registered: false, reasons: ["LIVENESS_FAILED"] });

    desk.see(recordedFaces(aFacesReading()));
    const passed = await checkLiveness(deps, caller, live(userId));
    desk.see(someoneAt(90));
    expect(await attempt(passed.id)).toMatchObject({ registered: false, reasons: ["FACE_MISMATCH"] });
    desk.see(someoneAt(5));
    deps.clock.advance(15 * 60_000);
    expect(await attempt(passed.id)).toMatchObject({ registered: true });
    deps.clock.advance(1);
    expect(await attempt(passed.id)).toMatchObject({
      registered: false,
      reasons: ["LIVENESS_INCONCLUSIVE"],
    });
  });

  it("finds other people with the face: flagged for a person's eyes, or refused where asked", async () => {
    const desk = await aDesk();
    const { deps, caller } = desk;
    const [first, second, third] = [
      await aUser(deps, caller),
      await aUser(deps, caller),
      await aUser(deps, caller),
    ];
    await registerFace(deps, caller, enrol(first));
    desk.see(someoneAt(40));
    const flagged = await registerFace(deps, caller, enrol(second));
    expect(flagged).toMatchObject({
      registered: true,
      outcome: "review",
      reasons: ["DUPLICATE_FACE"],
      duplicates: [{ userId: first, similarity: 0.766 }],
    });
    const refused = await registerFace(deps, caller, enrol(third, { onDuplicate: "reject" }));
    expect(refused).toMatchObject({ registered: false, outcome: "fail", reasons: ["DUPLICATE_FACE"] });
    expect(refused.duplicates.map(({ userId }) => userId)).toEqual([second, first]);
    expect((await trace(desk)).events).toEqual([
      "biometric.registered",
      "biometric.registered",
      "biometric.duplicate_found",
      "biometric.duplicate_found",
    ]);
  });

  it.each([
    ["below the threshold of candidates", 61, {}],
    ["of another collection", 0, { collectionId: "staff" }],
  ])("does not take a face %s for a duplicate", async (_what, degrees, more) => {
    const desk = await aDesk();
    const { deps, caller } = desk;
    await registerFace(deps, caller, enrol(await aUser(deps, caller)));
    desk.see(someoneAt(degrees));
    const data = await registerFace(deps, caller, enrol(await aUser(deps, caller), more));
    expect(data).toMatchObject({ outcome: "pass", duplicates: [] });
  });

  it("never compares across nets or tenants", async () => {
    const desk = await aDesk();
    const { deps, caller } = desk;
    await registerFace(deps, caller, enrol(await aUser(deps, caller)));
    const stranger = aCaller(await aTenant(deps));
    const elsewhere = await registerFace(deps, stranger, enrol(await aUser(deps, stranger)));
    desk.see(someoneAt(0, { name: "test-embedder", version: "2" }));
    const newer = await registerFace(deps, caller, enrol(await aUser(deps, caller)));
    expect([elsewhere.duplicates, newer.duplicates]).toEqual([[], []]);
  });

  it("claims nothing while more faces wait for their shard than one request compares", async () => {
    const { deps, caller } = await aDesk();
    const { tenantId } = caller;
    await deps.database.run(sql`
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${MAX_WAITING + 1})
      INSERT INTO faces (tenant_id, id, user_id, collection_id, status, model, model_version, template, quality,
                         image_sha256, created_at)
      SELECT ${tenantId}, 'fac_' || i, 'usr_' || i, 'default', 'active', 'test-embedder', '1', '', 1, '', 0 FROM n`);
    const data = await registerFace(deps, caller, enrol(await aUser(deps, caller)));
    expect(data).toMatchObject({ registered: true, duplicates: [] });
    expect(data.assurance.notPerformed).toContain("duplicate_search");
  });

  it("lets the face enrolled before step back", async () => {
    const { deps, caller } = await aDesk();
    const userId = await aUser(deps, caller);
    const before = await registerFace(deps, caller, enrol(userId));
    const after = await registerFace(deps, caller, enrol(userId, { storeImage: false }));
    expect(await readFace(deps, caller, before.id)).toMatchObject({ status: "replaced" });
    expect(await readFace(deps, caller, after.id)).toMatchObject({ status: "active", imageStored: false });
  });
});

describe("verifying a face", () => {
  async function enrolled() {
    const desk = await aDesk();
    const userId = await aUser(desk.deps, desk.caller);
    const face = await registerFace(desk.deps, desk.caller, enrol(userId));
    return { ...desk, userId, faceId: face.id };
  }

  it.each([
    [0, "pass", 1, []],
    [65, "pass", 0.4226, []],
    [66, "review", 0.4067, ["FACE_MISMATCH"]],
    [72, "review", 0.309, ["FACE_MISMATCH"]],
    [73, "fail", 0.2924, ["FACE_MISMATCH"]],
  ])("%i degrees away: %s", async (degrees, outcome, similarity, reasons) => {
    const desk = await enrolled();
    desk.see(someoneAt(degrees));
    const data = await verifyFace(
      desk.deps,
      desk.caller,
      match({ userId: desk.userId, reference: { type: "enrolled" } }),
    );
    expect(data).toMatchObject({
      outcome,
      match: outcome === "pass",
      similarity,
      threshold: 0.42,
      reasons,
      reference: { type: "enrolled", id: desk.faceId },
    });
    // Strangers reach .42 about once in 10,000 comparisons.
    expect(data.falseMatchRate).toBeGreaterThan(5e-5);
    expect(data.falseMatchRate).toBeLessThan(1.5e-4);
    const expected = outcome === "pass" ? "biometric.verified" : "biometric.mismatch";
    expect((await trace(desk)).events.at(-1)).toBe(expected);
    const [row] = await desk.deps.database.select().from(verifications).where(eq(verifications.id, data.id));
    expect(row).toMatchObject({ outcome, similarity, referenceType: "enrolled" });
  });

  it("holds a probe against a document's portrait, and ties it to the liveness check of the same face", async () => {
    const desk = await aDesk();
    const { deps, caller } = desk;
    const userId = await aUser(deps, caller);
    const documentDeps = {
      ...deps,
      documentsVision: recordedDocuments(aDocumentReading({ mrz: aTd3() })),
      visualZone: null,
    };
    const scan = scanBody.parse({ userId, images: [picture] });
    const { id: documentId } = await scanDocument(documentDeps, caller, scan);
    desk.see(someoneAt(20));
    const liveness = await checkLiveness(deps, caller, live(userId));
    const data = await verifyFace(deps, caller, match({ userId, reference: { type: "document" } }));
    expect(data).toMatchObject({
      outcome: "pass",
      similarity: 0.9397,
      reference: { type: "document", id: documentId },
      livenessId: liveness.id,
    });
    const found = (await checksOf(desk, userId)).find(({ type }) => type === "face_match");
    expect(found?.observations).toEqual({
      similarity: 0.9397,
      falseMatchRate: LOWEST_FALSE_MATCH_RATE,
      threshold: 0.42,
      reference: "document",
      livenessId: liveness.id,
    });

    desk.see(someoneAt(60));
    const another = await verifyFace(deps, caller, match({ userId, reference: { type: "document" } }));
    expect(another).toMatchObject({ outcome: "pass", livenessId: liveness.id });
    desk.see(someoneAt(-60));
    const stranger = await verifyFace(deps, caller, match({ userId, reference: { type: "document" } }));
    expect(stranger).toMatchObject({ outcome: "pass", livenessId: null });
  });

  it("refuses the document's own photograph, to verify and to enrol, and takes another of the same person", async () => {
    const desk = await aDesk();
    const { deps, caller } = desk;
    const userId = await aUser(deps, caller);
    const wave = (seed: number) =>
      Uint8Array.from(
        { length: 48 * 48 },
        (_, at) => 128 + 60 * Math.sin((at % 48) * 0.3 * seed + seed) * Math.cos((at / 48) * 0.2 * seed),
      );
    const shows = (seed: number) =>
      recordedFaces(aFacesReading({ faces: [{ ...aFace({ degrees: 5 }), print: wave(seed) }] }));
    const documentDeps = {
      ...deps,
      facesVision: shows(1),
      documentsVision: recordedDocuments(aDocumentReading({ mrz: aTd3() })),
      visualZone: null,
    };
    await scanDocument(documentDeps, caller, scanBody.parse({ userId, images: [picture] }));
    const check = match({ userId, reference: { type: "document" } });

    desk.see(shows(1));
    const refused = { outcome: "fail", reasons: ["PORTRAIT_REUSED"] };
    expect(await verifyFace(deps, caller, check)).toMatchObject({ ...refused, similarity: null });
    expect(await registerFace(deps, caller, enrol(userId))).toMatchObject({ ...refused, registered: false });
    desk.see(shows(2));
    expect(await verifyFace(deps, caller, check)).toMatchObject({ outcome: "pass", reasons: [] });
    expect(await registerFace(deps, caller, enrol(userId))).toMatchObject({ registered: true });
  });

  it("takes the mean of several probes, leaving out those without a fit face", async () => {
    const desk = await enrolled();
    desk.see(
      recordedFaces(
        aFacesReading({ faces: [aFace({ degrees: 60 })] }),
        aFacesReading({ faces: [] }),
        aFacesReading({ faces: [aFace({ degrees: 40 })] }),
      ),
    );
    const data = await verifyFace(
      desk.deps,
      desk.caller,
      verifyBody.parse({
        userId: desk.userId,
        probes: [picture, picture, picture],
        reference: { type: "enrolled" },
        maxFalseMatchRate: 2e-5,
      }),
    );
    expect(data).toMatchObject({
      outcome: "pass",
      similarity: 0.633,
      threshold: thresholdForRate(2e-5),
      probes: [
        { used: true, similarity: 0.5, reasons: [] },
        { used: false, similarity: null, reasons: ["NO_FACE"] },
        { used: true, similarity: 0.766, reasons: [] },
      ],
    });
    expect(data.falseMatchRate).toBeLessThanOrEqual(2e-5);
  });

  it("fails probes of two people without comparing either", async () => {
    const desk = await enrolled();
    desk.see(
      recordedFaces(
        aFacesReading({ faces: [aFace({ degrees: 40 })] }),
        aFacesReading({ faces: [aFace({ degrees: -40 })] }),
      ),
    );
    const data = await verifyFace(
      desk.deps,
      desk.caller,
      verifyBody.parse({
        userId: desk.userId,
        probes: [picture, picture],
        reference: { type: "enrolled" },
      }),
    );
    expect(data).toMatchObject({ outcome: "fail", similarity: null, reasons: ["PROBES_DIFFER"] });
  });

  it.each([
    [{ minSimilarity: 0.5, maxFalseMatchRate: 1e-4 }, "maxFalseMatchRate"],
    [{ probes: [picture] }, "probes"],
    [{ probe: undefined }, "probe"],
    [{ maxFalseMatchRate: 1e-7 }, "maxFalseMatchRate"],
  ])("refuses %o", (given, field) => {
    const body = { probe: picture, reference: { type: "image", image: picture }, ...given };
    const parsed = verifyBody.safeParse(body);
    expect(parsed.error?.issues.map(({ path }) => path[0])).toEqual([field]);
  });

  it("keeps a comparison with a picture sent along out of the user's decision", async () => {
    const desk = await aDesk();
    const userId = await aUser(desk.deps, desk.caller);
    const data = await verifyFace(
      desk.deps,
      desk.caller,
      match({ userId, reference: { type: "image", image: picture } }),
    );
    expect(data).toMatchObject({ outcome: "pass", similarity: 1 });
    expect(await checksOf(desk, userId)).toEqual([]);
  });

  it("is inconclusive, not a mismatch, across nets and against a faceless document", async () => {
    const desk = await enrolled();
    const { deps, caller, userId } = desk;
    desk.see(someoneAt(0, { name: "test-embedder", version: "2" }));
    const across = await verifyFace(deps, caller, match({ userId, reference: { type: "enrolled" } }));
    expect(across).toMatchObject({
      outcome: "inconclusive",
      similarity: null,
      assurance: { notPerformed: ["face_comparison"] },
    });
    desk.see(recordedFaces(aFacesReading({ faces: [] })));
    const documentDeps = {
      ...deps,
      documentsVision: recordedDocuments(aDocumentReading({ mrz: aTd3() })),
      visualZone: null,
    };
    await scanDocument(documentDeps, caller, scanBody.parse({ userId, images: [picture] }));
    desk.see(someoneAt(0));
    const faceless = await verifyFace(deps, caller, match({ userId, reference: { type: "document" } }));
    expect(faceless).toMatchObject({ outcome: "inconclusive", reasons: ["NO_FACE"] });
  });

  it("fails a probe that shows nobody", async () => {
    const desk = await enrolled();
    desk.see(recordedFaces(aFacesReading({ faces: [] })));
    const data = await verifyFace(
      desk.deps,
      desk.caller,
      match({ userId: desk.userId, reference: { type: "enrolled" } }),
    );
    expect(data).toMatchObject({ outcome: "fail", match: false, similarity: null, reasons: ["NO_FACE"] });
  });

  it("does not find what is unknown, another tenant's, another user's or deleted", async () => {
    const desk = await enrolled();
    const { deps, caller, userId, faceId } = desk;
    const other = await aUser(deps, caller);
    const stranger = aCaller(await aTenant(deps));
    const attempts = [
      () => verifyFace(deps, caller, match({ userId: other, reference: { type: "enrolled" } })),
      () => verifyFace(deps, caller, match({ userId: other, reference: { type: "enrolled", id: faceId } })),
      () => verifyFace(deps, caller, match({ reference: { type: "enrolled", id: newId("fac") } })),
      () => verifyFace(deps, caller, match({ userId, reference: { type: "document" } })),
      () => verifyFace(deps, stranger, match({ reference: { type: "enrolled", id: faceId } })),
    ];
    for (const attempt of attempts) {
      await expect(attempt()).rejects.toMatchObject({
        code: "NOT_FOUND",
        details: [{ field: "reference.id" }],
      });
    }
  });
});

describe("deleting a face", () => {
  it("leaves neither template nor picture, and is told", async () => {
    const desk = await aDesk();
    const { deps, caller } = desk;
    const userId = await aUser(deps, caller);
    const { id } = await registerFace(deps, caller, enrol(userId));
    const stranger = aCaller(await aTenant(deps));
    await expect(deleteFace(deps, stranger, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await deleteFace(deps, caller, id)).toEqual({ id, object: "face", deleted: true });
    const [row] = await deps.database.select().from(faces).where(eq(faces.id, id));
    expect(row).toMatchObject({ status: "deleted", template: "", blobKey: null });
    expect((await bindings.IMAGES.list({ prefix: `${caller.tenantId}/${userId}/face` })).objects).toEqual([]);
    await expect(readFace(deps, caller, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(deleteFace(deps, caller, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await trace(desk)).events).toEqual(["biometric.registered", "biometric.deleted"]);
  });
});

describe("what is kept of a face", () => {
  it("says nothing about it in any column that is not sealed", async () => {
    const { deps, caller } = await aDesk();
    await checkLiveness(deps, caller, live());
    const [row] = await deps.database
      .select()
      .from(livenessChecks)
      .where(eq(livenessChecks.tenantId, caller.tenantId));
    expect(atob(row?.template ?? "")).not.toContain(atob("AACAPwAAAAA="));
    expect(row).toMatchObject({ model: "test-embedder@1", userId: null, subjectId: row?.id });
  });
});

describe("requests of a wrong shape", () => {
  it("are told what an active check lacks, and what it has no use for", () => {
    const parsed = livenessBody.safeParse({ mode: "active", image: picture });
    expect(parsed.error?.issues.map(({ path, message }) => [...path, message])).toEqual([
      ["frames", "REQUIRED"],
      ["challengeId", "REQUIRED"],
      ["nonce", "REQUIRED"],
      ["image", "UNKNOWN_FIELD"],
    ]);
  });

  it.each([
    ["no picture", livenessBody, {}],
    ["a picture twice over", livenessBody, { images: [picture], image: picture }],
    ["a lowered minimum of liveness", livenessBody, { images: [picture], minScore: 0.5 }],
    [
      "a lowered threshold",
      verifyBody,
      { probe: picture, userId: newId("usr"), reference: { type: "enrolled" }, minSimilarity: 0.2 },
    ],
    ["nobody to compare with", verifyBody, { probe: picture, reference: { type: "enrolled" } }],
    ["an unknown kind of reference", verifyBody, { probe: picture, reference: { type: "url" } }],
    [
      "a collection with a slash",
      registerBody,
      { userId: newId("usr"), image: picture, collectionId: "a/b" },
    ],
    ["an unknown field", registerBody, { userId: newId("usr"), image: picture, force: true }],
  ])("are refused: %s", (_what, schema, body) => {
    expect(schema.safeParse(body).success).toBe(false);
  });
});
