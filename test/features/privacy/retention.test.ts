import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { biometricEndpoints } from "../../../src/features/biometrics/routes.ts";
import { documentEndpoints } from "../../../src/features/documents/routes.ts";
import { purgeExpired } from "../../../src/features/privacy/retention/purge.ts";
import { sweepOrphans } from "../../../src/features/privacy/retention/sweep-orphans.ts";
import { privacyEndpoints } from "../../../src/features/privacy/routes.ts";
import { userEndpoints } from "../../../src/features/users/routes.ts";
import { SCOPES } from "../../../src/kernel/caller.ts";
import { blobKeyOf } from "../../../src/storage/blobs.ts";
import { faces } from "../../../src/storage/tables/biometrics.ts";
import { sweeps } from "../../../src/storage/tables/tenants.ts";
import { aTenant, bindings, testClock } from "../../support/deps.ts";
import { ask, aToken, edgeApp, edgeDeps, openGate } from "../../support/edge.ts";
import { aPictureInBase64 } from "../../support/pictures.ts";
import { auditOf, eventsOf } from "../../support/traces.ts";
import { recordedVision } from "../../support/vision.ts";

const DAY_MS = 86_400_000;
const START = Date.now();
const clock = testClock(START);
const edge = edgeDeps({ limiter: openGate, clock });
const deps = {
  ...edge,
  ...recordedVision(),
};
const app = edgeApp(edge, [
  ...userEndpoints(deps),
  ...documentEndpoints(deps),
  ...biometricEndpoints(deps),
  ...privacyEndpoints(deps),
]);

let data: string;
beforeAll(async () => {
  data = await aPictureInBase64({ width: 300, height: 200 });
});

async function aTenantOfItsOwn() {
  clock.set(START);
  const tenantId = await aTenant(edge);
  const send = async (method: string, path: string, body?: unknown) => {
    // Made anew each time: the clock of these tests leaps over the life of a token.
    const token = await aToken(edge, { tenantId });
    return ask(app, `/v2/enroll${path}`, { method, token, ...(body === undefined ? {} : { body }) });
  };
  const aPerson = async () =>
    (
      await send("POST", "/users/create", {
        person: { givenNames: "Ana", familyName: "Ruiz" },
        consents: [{ scope: "biometric", version: "1", acceptedAt: "2026-01-15T12:00:00Z" }],
      })
    ).json.data.id as string;
  const objects = async () =>
    (await bindings.IMAGES.list({ prefix: `${tenantId}/` })).objects.map(({ key }) => key);
  return { tenantId, send, aPerson, objects };
}
const image = () => ({ data, mimeType: "image/png" });

describe("retention", () => {
  it("is nothing until it is set, and says of each kind what was set", async () => {
    const { send } = await aTenantOfItsOwn();
    const nothing = {
      documentPictures: null,
      facePictures: null,
      replacedFaces: null,
      unfinishedUsers: null,
      rejectedUsers: null,
      approvedUsers: null,
    };
    expect((await send("GET", "/retention")).json.data).toEqual({ object: "retention", ...nothing });
    const set = await send("PUT", "/retention", { documentPictures: 90 });
    expect(set.json.data).toEqual({ object: "retention", ...nothing, documentPictures: 90 });
    expect((await send("GET", "/retention")).json.data).toEqual(set.json.data);
  });

  it("refuses no days at all, centuries, kinds that it does not know, and who is no administrator", async () => {
    const { tenantId, send } = await aTenantOfItsOwn();
    for (const body of [{ documentPictures: 0 }, { facePictures: 36_500 }, { everything: 1 }]) {
      expect((await send("PUT", "/retention", body)).status).toBe(422);
    }
    const scopes = SCOPES.filter((scope) => scope !== "admin");
    const token = await aToken(edge, { tenantId, scopes });
    expect((await ask(app, "/v2/enroll/retention", { token })).status).toBe(403);
  });

  it("deletes pictures of documents after their days, and the document then says so", async () => {
    const { send, aPerson, objects, tenantId } = await aTenantOfItsOwn();
    await send("PUT", "/retention", { documentPictures: 30 });
    const images = [{ side: "front", ...image() }];
    const { id } = (await send("POST", "/documents/scan", { userId: await aPerson(), images })).json.data;
    expect(await objects()).toHaveLength(1);

    clock.set(START + 30 * DAY_MS);
    await purgeExpired(edge);
    expect(await objects()).toHaveLength(1);

    clock.set(START + 30 * DAY_MS + 1_000);
    await purgeExpired(edge);
    expect(await objects()).toEqual([]);
    const document = (await send("GET", `/documents/${id}`)).json.data;
    expect(document.images).toMatchObject([{ side: "front", stored: false }]);
    expect(document.mrz.valid).toBe(true);
    const trace = (await auditOf(edge.database, tenantId)).filter(
      ({ action }) => action === "picture.retention",
    );
    expect(trace).toMatchObject([{ targetId: id, actor: "retention", details: { side: "front" } }]);
  });

  it("deletes pictures of faces and, after their own days, faces that were replaced", async () => {
    const { send, aPerson, objects, tenantId } = await aTenantOfItsOwn();
    await send("PUT", "/retention", { facePictures: 10, replacedFaces: 20 });
    const userId = await aPerson();
    const first = (await send("POST", "/biometric/register", { userId, image: image(), storeImage: true }))
      .json.data;
    const second = (await send("POST", "/biometric/register", { userId, image: image(), storeImage: true }))
      .json.data;
    expect([first.registered, second.registered]).toEqual([true, true]);
    expect(await objects()).toHaveLength(2);

    clock.set(START + 11 * DAY_MS);
    await purgeExpired(edge);
    expect(await objects()).toEqual([]);
    const rows = () => edge.database.select().from(faces).where(eq(faces.tenantId, tenantId));
    expect((await rows()).map(({ status }) => status).sort()).toEqual(["active", "replaced"]);

    clock.set(START + 21 * DAY_MS);
    await purgeExpired(edge);
    const left = Object.fromEntries(
      (await rows()).map(({ id, status, template }) => [id, [status, template !== ""]]),
    );
    expect(left).toEqual({ [first.id]: ["deleted", false], [second.id]: ["active", true] });
  });

  it("erases people by how their enrolment ended, as their own DELETE would, and leaves the others", async () => {
    const { send, aPerson } = await aTenantOfItsOwn();
    await send("PUT", "/retention", { unfinishedUsers: 7 });
    const [gone, stays] = [await aPerson(), await aPerson()];
    await send("POST", `/users/${gone}/cancel`, {});
    clock.set(START + 8 * DAY_MS);
    await purgeExpired(edge);
    expect((await send("GET", `/users/${gone}`)).status).toBe(404);
    expect((await send("GET", `/users/${stays}`)).status).toBe(200);
    const events = await eventsOf(edge.database, gone);
    expect(events.filter(({ type }) => type === "user.redacted")).toHaveLength(1);
    // What DELETE answers the second time: the receipt made by the retention.
    expect((await send("DELETE", `/users/${gone}`)).json.data).toMatchObject({ status: "redacted" });
  });

  it("never touches another tenant", async () => {
    const keeper = await aTenantOfItsOwn();
    const other = await aTenantOfItsOwn();
    await keeper.send("PUT", "/retention", { documentPictures: 1 });
    await other.send("POST", "/documents/scan", { images: [{ side: "front", ...image() }] });
    clock.set(START + 400 * DAY_MS);
    await purgeExpired(edge);
    expect(await other.objects()).toHaveLength(1);
  });
});

describe("pictures that no row knows", () => {
  it("go after a day, and only they", async () => {
    const { tenantId, send, aPerson, objects } = await aTenantOfItsOwn();
    await edge.database.delete(sweeps);
    const userId = await aPerson();
    await send("POST", "/documents/scan", { userId, images: [{ side: "front", ...image() }] });
    await send("POST", "/biometric/register", { userId, image: image(), storeImage: true });
    const kept = await objects();
    expect(kept).toHaveLength(2);
    const orphans = [
      { tenantId, subjectId: userId, kind: "document" as const, name: "doc_died-before-its-batch/front" },
      { tenantId, subjectId: userId, kind: "face" as const, name: "fac_died-before-its-batch" },
      { tenantId, subjectId: "upl_died-before-its-batch", kind: "upload" as const, name: "original" },
    ].map(blobKeyOf);
    const others = [`${tenantId}/logo/brand.png`, "lists/un_sc/raw"];
    for (const key of [...orphans, ...others]) await bindings.IMAGES.put(key, "x");

    clock.set(Date.now() + DAY_MS - 60_000);
    await everything();
    expect((await objects()).length).toBe(6);
    clock.set(Date.now() + DAY_MS + 60_000);
    await everything();
    expect((await objects()).sort()).toEqual([...kept, `${tenantId}/logo/brand.png`].sort());
    expect(await bindings.IMAGES.head("lists/un_sc/raw")).not.toBeNull();
    await bindings.IMAGES.delete(others);
  });
});

/** Runs until the sweep has gone round once; other tests' pictures lie in the same bucket. */
async function everything(): Promise<void> {
  for (let runs = 0; runs < 20; runs++) {
    await sweepOrphans(edge);
    const [row] = await edge.database.select().from(sweeps);
    if (row?.cursor === null) return;
  }
  throw new Error("the sweep did not come round");
}
