import { describe, expect, it } from "vitest";
import { registerBody } from "../../../src/features/biometrics/face-schemas.ts";
import { reEnrolFaces } from "../../../src/features/biometrics/re-enrol.ts";
import { reEnrolBody } from "../../../src/features/biometrics/re-enrol-schemas.ts";
import { registerFace } from "../../../src/features/biometrics/register.ts";
import { verifyFace } from "../../../src/features/biometrics/verify.ts";
import { verifyBody } from "../../../src/features/biometrics/verify-schemas.ts";
import { SCOPES } from "../../../src/kernel/caller.ts";
import { auditOf } from "../../support/traces.ts";
import { aUser } from "../../support/users.ts";
import { aFace, aFacesReading, recordedFaces } from "../../support/vision.ts";
import { aGalleryDesk, picture } from "./gallery/support.ts";

const NEXT = { name: "test-embedder", version: "2" };
const seenByNext = (degrees: number) =>
  recordedFaces(aFacesReading({ faces: [aFace({ degrees })], model: NEXT }));

describe("enrolling faces again", () => {
  it("brings faces of an older net to the net of today, from their pictures, and they match again", async () => {
    const desk = await aGalleryDesk();
    const { userId, faceId } = await desk.enrol(10);
    const deps = { ...desk.deps, facesVision: seenByNext(10) };
    const check = verifyBody.parse({ userId, probe: picture, reference: { type: "enrolled" } });
    const before = await verifyFace(deps, desk.caller, check);
    expect(before).toMatchObject({ outcome: "inconclusive", reasons: ["TEMPLATE_OUTDATED"] });

    const done = await reEnrolFaces(deps, desk.caller, reEnrolBody.parse({}));
    expect(done).toMatchObject({ faces: [{ from: faceId, userId }], remaining: 0, withoutPicture: 0 });
    const after = await verifyFace(deps, desk.caller, check);
    expect(after).toMatchObject({
      outcome: "pass",
      similarity: 1,
      reference: { type: "enrolled", id: done.faces[0]?.to },
    });
    expect((await auditOf(deps.database, desk.caller.tenantId)).map(({ action }) => action)).toContain(
      "biometric.templates.re_enrol",
    );
    expect(await reEnrolFaces(deps, desk.caller, reEnrolBody.parse({}))).toMatchObject({ faces: [] });
  });

  it("counts those whose picture was not kept, and takes no more than was asked for", async () => {
    const desk = await aGalleryDesk();
    await desk.enrol(10);
    await desk.enrol(50);
    const unkept = await aUser(desk.deps, desk.caller);
    const body = registerBody.parse({ userId: unkept, image: picture, storeImage: false });
    desk.look(120);
    await registerFace(desk.deps, desk.caller, body);
    const deps = { ...desk.deps, facesVision: seenByNext(0) };
    const done = await reEnrolFaces(deps, desk.caller, reEnrolBody.parse({ limit: 1 }));
    expect(done).toMatchObject({ remaining: 1, withoutPicture: 1 });
    expect(done.faces).toHaveLength(1);
  });

  it("touches nobody else's faces and needs an administrator", async () => {
    const [desk, other] = [await aGalleryDesk(), await aGalleryDesk()];
    await other.enrol(10);
    const deps = { ...desk.deps, facesVision: seenByNext(10) };
    expect(await reEnrolFaces(deps, desk.caller, reEnrolBody.parse({}))).toMatchObject({ faces: [] });
    const scopes = SCOPES.filter((scope) => scope !== "admin");
    await expect(reEnrolFaces(deps, { ...desk.caller, scopes }, reEnrolBody.parse({}))).rejects.toMatchObject(
      { code: "FORBIDDEN" },
    );
  });
});
