import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import {
  createCollection,
  deleteCollection,
  listCollections,
  readCollection,
} from "../../../src/features/biometrics/collections.ts";
import { deleteFace } from "../../../src/features/biometrics/delete-face.ts";
import { falseMatchRateAt } from "../../../src/features/biometrics/face-match.ts";
import { registerBody } from "../../../src/features/biometrics/face-schemas.ts";
import { countNotCompared } from "../../../src/features/biometrics/outdated-store.ts";
import { registerFace } from "../../../src/features/biometrics/register.ts";
import { renewTenantTemplates } from "../../../src/features/biometrics/renew.ts";
import { searchFaces } from "../../../src/features/biometrics/search.ts";
import { searchBody } from "../../../src/features/biometrics/search-schemas.ts";
import { findStatus } from "../../../src/features/users/store.ts";
import { decisionOf } from "../../../src/features/users/stored-decision.ts";
import { SCOPES } from "../../../src/kernel/caller.ts";
import { newId } from "../../../src/kernel/ids.ts";
import { userChecks } from "../../../src/storage/tables/users.ts";
import { plansOf } from "../../support/query-plans.ts";
import { auditOf } from "../../support/traces.ts";
import { aUser } from "../../support/users.ts";
import { aFace, aFacesReading, recordedFaces } from "../../support/vision.ts";
import { aGalleryDesk, picture } from "./gallery/support.ts";

const search = (more: Record<string, unknown> = {}) => searchBody.parse({ image: picture, ...more });

describe("searching faces", () => {
  it("names the people like a picture, most similar first, leaves the decision to a person, and is audited", async () => {
    const desk = await aGalleryDesk();
    const { deps, caller } = desk;
    const [near, far] = [await desk.enrol(0), await desk.enrol(40)];
    await desk.enrol(90);
    desk.look(10);
    const data = await searchFaces(deps, caller, search());
    expect(data).toMatchObject({
      outcome: "candidates",
      candidates: [
        { ...near, similarity: 0.9848 },
        { ...far, similarity: 0.866 },
      ],
      minSimilarity: 0.5,
      falseMatchRate: falseMatchRateAt(0.5),
      decision: "human",
      assurance: { notPerformed: [] },
    });
    expect((await auditOf(deps.database, caller.tenantId)).at(-1)).toMatchObject({
      action: "biometric.search",
      targetId: "default",
      details: { outcome: "candidates", candidates: 2 },
    });
    const strict = await searchFaces(deps, caller, search({ minSimilarity: 0.9 }));
    expect(strict.candidates.map(({ faceId }) => faceId)).toEqual([near.faceId]);
    expect((await searchFaces(deps, caller, search({ limit: 1 }))).candidates).toHaveLength(1);
  });

  it("starts from an enrolled face too, and does not name its own person", async () => {
    const desk = await aGalleryDesk();
    const [one, other] = [await desk.enrol(0), await desk.enrol(20)];
    const data = await searchFaces(desk.deps, desk.caller, searchBody.parse({ faceId: one.faceId }));
    expect(data.candidates).toEqual([{ ...other, similarity: 0.9397 }]);
  });

  it("names nobody of another collection or tenant, and says that it compared everyone", async () => {
    const [desk, stranger] = [await aGalleryDesk(), await aGalleryDesk()];
    await desk.enrol(0, "staff");
    await stranger.enrol(0);
    desk.look(0);
    const data = await searchFaces(desk.deps, desk.caller, search());
    expect(data).toMatchObject({
      outcome: "none",
      candidates: [],
      notCompared: { outdated: 0 },
      assurance: { notPerformed: [] },
    });
    const staff = await searchFaces(desk.deps, desk.caller, search({ collectionId: "staff" }));
    expect(staff.outcome).toBe("candidates");
  });

  it("is inconclusive for a picture that shows nobody", async () => {
    const desk = await aGalleryDesk();
    desk.look(null);
    expect(await searchFaces(desk.deps, desk.caller, search())).toMatchObject({
      outcome: "inconclusive",
      reasons: ["NO_FACE"],
      notCompared: null,
      assurance: { notPerformed: ["complete_search"] },
    });
  });

  it("fails, and does not answer `none`, when a shard cannot be reached; an enrolment says it was not searched", async () => {
    const desk = await aGalleryDesk();
    await desk.enrol(0);
    desk.cut(true);
    await expect(searchFaces(desk.deps, desk.caller, search())).rejects.toMatchObject({
      code: "SERVICE_UNAVAILABLE",
    });
    const userId = await aUser(desk.deps, desk.caller);
    const data = await registerFace(desk.deps, desk.caller, registerBody.parse({ userId, image: picture }));
    expect(data.registered).toBe(true);
    expect(data.assurance.notPerformed).toContain("duplicate_search");
  });

  it("does not know a face that is deleted, another tenant's or nobody's", async () => {
    const [desk, stranger] = [await aGalleryDesk(), await aGalleryDesk()];
    const { faceId } = await desk.enrol(0);
    const attempt = (of: typeof desk, id: string) =>
      searchFaces(of.deps, of.caller, searchBody.parse({ faceId: id }));
    await expect(attempt(stranger, faceId)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(attempt(desk, newId("fac"))).rejects.toMatchObject({ code: "NOT_FOUND" });
    await deleteFace(desk.deps, desk.caller, faceId);
    await expect(attempt(desk, faceId)).rejects.toMatchObject({
      code: "NOT_FOUND",
      details: [{ field: "faceId" }],
    });
  });

  it("needs its own scope", async () => {
    const desk = await aGalleryDesk();
    const scopes = SCOPES.filter((scope) => scope !== "biometrics:search");
    await expect(searchFaces(desk.deps, { ...desk.caller, scopes }, search())).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });

  it.each([
    ["neither picture nor face", {}],
    ["both", { image: picture, faceId: newId("fac") }],
    ["a threshold at which strangers crowd in", { image: picture, minSimilarity: 0.49 }],
    ["more candidates than a person looks at", { image: picture, limit: 21 }],
    ["a collection with a slash", { image: picture, collectionId: "a/b" }],
    ["an unknown field", { image: picture, force: true }],
  ])("refuses %s", (_what, body) => {
    expect(searchBody.safeParse(body).success).toBe(false);
  });
});

describe("faces that another net described", () => {
  /** The desk's picture as the net of that version sees it. */
  const seenBy = (version: string, degrees: number) =>
    recordedFaces(aFacesReading({ faces: [aFace({ degrees })], model: { name: "test-embedder", version } }));

  it.each(["0", "2"])(
    "are counted by a search with the net of version %s, and never are `none`",
    async (version) => {
      const [desk, stranger] = [await aGalleryDesk(), await aGalleryDesk()];
      const { faceId } = await desk.enrol(0);
      await desk.enrol(90);
      await desk.enrol(0, "staff");
      await stranger.enrol(0);
      const deps = { ...desk.deps, facesVision: seenBy(version, 0) };
      expect(await searchFaces(deps, desk.caller, search())).toMatchObject({
        outcome: "inconclusive",
        candidates: [],
        notCompared: { outdated: 2 },
        assurance: { notPerformed: ["complete_search", "search_of_outdated_faces"] },
      });
      await deleteFace(deps, desk.caller, faceId);
      expect((await searchFaces(deps, desk.caller, search())).notCompared).toEqual({ outdated: 1 });
    },
  );

  it("leave an enrolment's search incomplete in answer, check and decision, until they are enrolled again", async () => {
    const desk = await aGalleryDesk();
    const old = await desk.enrol(0);
    const deps = { ...desk.deps, facesVision: seenBy("2", 0) };
    const enrol = async (userId: string) =>
      registerFace(deps, desk.caller, registerBody.parse({ userId, image: picture }));
    const userId = await aUser(deps, desk.caller);
    const data = await enrol(userId);
    expect(data).toMatchObject({
      registered: true,
      outcome: "pass",
      duplicates: [],
      notCompared: { outdated: 1 },
      assurance: { notPerformed: expect.arrayContaining(["duplicate_search_of_outdated_faces"]) },
    });
    expect(data.assurance.notPerformed).not.toContain("duplicate_search");
    const [check] = await deps.database
      .select()
      .from(userChecks)
      .where(and(eq(userChecks.tenantId, desk.caller.tenantId), eq(userChecks.checkId, data.id)));
    expect(check?.observations).not.toHaveProperty("duplicates");
    const stored = await findStatus(deps.database, desk.caller.tenantId, userId);
    expect(stored && decisionOf(stored.row).assessment?.assurance.notPerformed).toContain(
      "duplicate_search_of_outdated_faces",
    );

    // Their own face of before is not another person's.
    const again = await enrol(old.userId);
    expect(again).toMatchObject({ notCompared: { outdated: 0 }, duplicates: [{ userId }] });
  });

  it("are counted from the index alone, by what differs", async () => {
    const gallery = { tenantId: "ten_x", collectionId: "default", model: "net", modelVersion: "1" };
    const plans = await plansOf((database) => countNotCompared(database, gallery));
    const range = (op: string) =>
      `SEARCH faces USING COVERING INDEX faces_collection (tenant_id=? AND collection_id=? AND status=? AND (model,model_version)${op}(?,?))`;
    expect(plans).toEqual([range("<"), range(">")]);
  });
});

describe("collections", () => {
  it("are made by name or by use, counted, and deleted once they are empty", async () => {
    const desk = await aGalleryDesk();
    const { deps, caller } = desk;
    await createCollection(deps, caller, { id: "staff", description: "People who work here" });
    await expect(createCollection(deps, caller, { id: "staff" })).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(createCollection(deps, caller, { id: "default" })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    const { faceId } = await desk.enrol(0, "staff");
    await desk.enrol(0, "guests");
    expect(
      (await listCollections(deps, caller)).map(({ id, faces, description }) => [id, faces, description]),
    ).toEqual([
      ["default", 0, null],
      ["guests", 1, null],
      ["staff", 1, "People who work here"],
    ]);
    await expect(deleteCollection(deps, caller, "staff")).rejects.toMatchObject({
      code: "INVALID_TRANSITION",
    });
    await deleteFace(deps, caller, faceId);
    expect(await readCollection(deps, caller, "staff")).toMatchObject({ faces: 0 });
    expect(await deleteCollection(deps, caller, "staff")).toMatchObject({ id: "staff", deleted: true });
    await expect(readCollection(deps, caller, "staff")).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(deleteCollection(deps, caller, "staff")).rejects.toMatchObject({ code: "NOT_FOUND" });
    const actions = (await auditOf(deps.database, caller.tenantId)).map(({ action }) => action);
    expect(actions.filter((action) => action.startsWith("biometric.collection"))).toEqual([
      "biometric.collection.create",
      "biometric.collection.delete",
    ]);
  });
});

describe("renewing templates on request", () => {
  it("needs an administrator and is audited", async () => {
    const desk = await aGalleryDesk();
    await desk.enrol(0);
    const scopes = SCOPES.filter((scope) => scope !== "admin");
    await expect(renewTenantTemplates(desk.deps, { ...desk.caller, scopes })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    expect(await renewTenantTemplates(desk.deps, desk.caller)).toEqual({
      object: "template_renewal",
      keyVersion: 2,
    });
    expect((await auditOf(desk.deps.database, desk.caller.tenantId)).at(-1)).toMatchObject({
      action: "biometric.templates.renew",
      details: { keyVersion: 2 },
    });
  });
});
