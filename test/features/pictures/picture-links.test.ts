import { eq } from "drizzle-orm";
import { decodeJwt, generateKeyPair, importJWK, SignJWT } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import { documentEndpoints } from "../../../src/features/documents/routes.ts";
import { LINK_PATH } from "../../../src/features/pictures/create-link.ts";
import { openLink } from "../../../src/features/pictures/open-link.ts";
import { pictureEndpoints } from "../../../src/features/pictures/routes.ts";
import { privacyEndpoints } from "../../../src/features/privacy/routes.ts";
import { userEndpoints } from "../../../src/features/users/routes.ts";
import { mountPicture } from "../../../src/http/pages/mount-picture.ts";
import { SCOPES } from "../../../src/kernel/caller.ts";
import { audit } from "../../../src/storage/tables/records.ts";
import { aTenant, testClock } from "../../support/deps.ts";
import { ask, aToken, edgeApp, edgeDeps, openGate } from "../../support/edge.ts";
import { aPictureInBase64 } from "../../support/pictures.ts";
import { recordedVision } from "../../support/vision.ts";

const clock = testClock(Date.now());
const edge = edgeDeps({ limiter: openGate, clock });
const deps = {
  ...edge,
  ...recordedVision(),
};
const app = edgeApp(edge, [
  ...userEndpoints(deps),
  ...documentEndpoints(deps),
  ...privacyEndpoints(deps),
  ...pictureEndpoints(deps),
]);
mountPicture(app, LINK_PATH, (link, requestId) => openLink(deps, link, requestId));

let tenantId: string;
let token: string;
let data: string;
beforeAll(async () => {
  tenantId = await aTenant(edge);
  token = await aToken(edge, { tenantId });
  data = await aPictureInBase64({ width: 300, height: 200 });
});

const send = (method: string, path: string, body?: unknown, as = token) =>
  ask(app, `/v2/enroll${path}`, { method, token: as, ...(body === undefined ? {} : { body }) });

async function aDocument() {
  const user = (await send("POST", "/users/create", { person: { givenNames: "Ana" } })).json.data;
  const images = [{ side: "front", data, mimeType: "image/png" }];
  const document = (await send("POST", "/documents/scan", { userId: user.id, images })).json.data;
  return { userId: user.id as string, documentId: document.id as string };
}
const linkTo = (id: string, more: object = {}, as = token) =>
  send("POST", "/pictures/links", { picture: { type: "document", id, side: "front" }, ...more }, as);
const open = (path: string) => app.request(path);

describe("a link to a stored picture", () => {
  it("opens the picture without a token, in an answer that can do nothing and is not kept", async () => {
    const { documentId } = await aDocument();
    const link = await linkTo(documentId);
    expect(link.status).toBe(201);
    const opened = await open(link.json.data.path);
    expect(opened.status).toBe(200);
    expect(opened.headers.get("content-type")).toBe("image/png");
    expect(opened.headers.get("cache-control")).toBe("no-store");
    expect(opened.headers.get("content-security-policy")).toContain("sandbox");
    const bytes = new Uint8Array(await opened.arrayBuffer());
    expect([...bytes.slice(1, 4)]).toEqual([..."PNG"].map((letter) => letter.charCodeAt(0)));
  });

  it("leaves a trace of who asked and that it was seen, each time", async () => {
    const { documentId } = await aDocument();
    const { path } = (await linkTo(documentId)).json.data;
    await open(path);
    await open(path);
    const rows = await edge.database.select().from(audit).where(eq(audit.targetId, documentId));
    expect(rows.map(({ action }) => action).sort()).toEqual([
      "document.scan",
      "picture.link",
      "picture.view",
      "picture.view",
    ]);
    expect(new Set(rows.map(({ actor }) => actor)).size).toBe(1);
  });

  it("is over after its time", async () => {
    const { documentId } = await aDocument();
    const { path, expiresAt } = (await linkTo(documentId, { expiresIn: 10 })).json.data;
    clock.set(Date.parse(expiresAt) - 1);
    expect((await open(path)).status).toBe(200);
    clock.set(Date.parse(expiresAt) + 1_000);
    expect((await open(path)).status).toBe(404);
    token = await aToken(edge, { tenantId });
  });

  it("opens nothing once its person was erased", async () => {
    const { userId, documentId } = await aDocument();
    const { path } = (await linkTo(documentId)).json.data;
    expect((await send("DELETE", `/users/${userId}`)).status).toBe(200);
    expect((await open(path)).status).toBe(404);
    expect((await linkTo(documentId)).status).toBe(404);
  });

  it("is not made for a stranger, nor without its own scope", async () => {
    const { documentId } = await aDocument();
    const stranger = await aToken(edge, { tenantId: await aTenant(edge) });
    expect((await linkTo(documentId, {}, stranger)).status).toBe(404);
    const scopes = SCOPES.filter((scope) => scope !== "pictures:read");
    expect((await linkTo(documentId, {}, await aToken(edge, { tenantId, scopes }))).status).toBe(403);
  });

  it("cannot be forged: an access token, another type, another key or a changed claim opens nothing", async () => {
    const { documentId } = await aDocument();
    const { path } = (await linkTo(documentId)).json.data;
    const genuine = path.slice(LINK_PATH.length + 1) as string;
    const key = await importJWK(edge.settings.SIGNING_JWK, "ES256");
    const other = await generateKeyPair("ES256");
    const signed = (typ: string, by: CryptoKey | Uint8Array, claims: object = {}) =>
      new SignJWT({ ...decodeJwt(genuine), ...claims }).setProtectedHeader({ alg: "ES256", typ }).sign(by);
    const [header, , signature] = genuine.split(".");
    const changed = btoa(JSON.stringify({ ...decodeJwt(genuine), tenant: "ten_other" })).replaceAll("=", "");
    for (const forged of [
      token,
      `${header}.${changed}.${signature}`,
      await signed("at+jwt", key),
      await signed("picture-link+jwt", other.privateKey),
      await signed("picture-link+jwt", key, { aud: "enroll-api" }),
      await signed("picture-link+jwt", key, { picture: { type: "document", id: "../x", side: "front" } }),
      "x",
    ]) {
      expect((await open(`${LINK_PATH}/${forged}`)).status).toBe(404);
    }
    expect((await open(path)).status).toBe(200);
  });

  it("is refused for a side that was never sent, an unknown field, and an hour", async () => {
    const { documentId } = await aDocument();
    const picture = { type: "document", id: documentId, side: "back" };
    expect((await send("POST", "/pictures/links", { picture })).status).toBe(404);
    expect((await linkTo(documentId, { expiresIn: 3_600 })).status).toBe(422);
    expect((await linkTo(documentId, { as: "x" })).status).toBe(422);
  });
});
