import { beforeAll, describe, expect, it } from "vitest";
import { aTenant, testClock } from "../support/deps.ts";
import { ask, aToken } from "../support/edge.ts";
import { aPictureInBase64 } from "../support/pictures.ts";
import { type SecurityWorld, securityCases } from "../support/security-cases.ts";
import { wholeProduct } from "../support/whole-product.ts";

const { real, endpoints, app } = wholeProduct();

let world: SecurityWorld;
beforeAll(async () => {
  const { records, settings } = real;
  const tools = { ...records, settings, clock: testClock(Date.now()) };
  const owner = await aTenant(tools);
  const stranger = await aTenant(tools);
  const suspended = await aTenant(tools, { status: "suspended" });
  const token = await aToken(tools, { tenantId: owner });
  const post = async (path: string, body: unknown) => {
    const answer = await ask(app, `/v2/enroll${path}`, { method: "POST", token, body });
    expect(answer.json, path).toMatchObject({ success: true });
    return answer.json.data;
  };
  const get = async (path: string) => (await ask(app, `/v2/enroll${path}`, { token })).json.data;

  const data = await aPictureInBase64({ width: 300, height: 200 });
  const image = { data, mimeType: "image/png" };
  const endpoint = await post("/webhooks/endpoints", {
    url: "https://example.com/hooks",
    eventTypes: ["*"],
  });
  const user = await post("/users/create", {
    person: { givenNames: "Ana", familyName: "Ruiz", dateOfBirth: "1990-01-15" },
    email: "ana@example.com",
    consents: [{ scope: "biometric", version: "2026-01", acceptedAt: "2026-01-15T12:00:00Z" }],
  });
  const document = await post("/documents/scan", { userId: user.id, images: [{ side: "front", ...image }] });
  const liveness = await post("/biometric/liveness", { userId: user.id, mode: "passive", images: [image] });
  const face = await post("/biometric/register", { userId: user.id, image, livenessId: liveness.id });
  const collection = await post("/biometric/collections", { id: "staff-of-the-owner" });
  const check = await post("/background/watchlist-check", { userId: user.id });
  const provider = await post("/background/providers", {
    id: "verifik-of-the-owner",
    config: { kind: "verifik", token: "a-token" },
  });
  const policy = await post("/policies", { id: "pol_of-the-owner", requirements: ["document"] });
  const client = await post("/clients", { name: "of-the-owner", scopes: ["users:read"] });
  const connector = await post("/connectors", {
    kind: "http",
    name: "CRM",
    url: "https://example.com/people",
    lookup: [{ by: "email" }],
  });
  const usersFile = await ask(app, "/v2/enroll/users/imports", {
    method: "POST",
    token,
    body: "externalId\nof-the-owner",
    headers: { "content-type": "text/csv" },
  });
  const list = await post("/background/lists?name=of-the-owner&kind=watch", [
    { name: "Zephyrin Quandamooka" },
  ]);
  const [event] = (await get("/events")).items;
  const [delivery] = (await get("/webhooks/deliveries")).items;

  world = {
    app,
    deps: { settings, clock: records.clock },
    owner,
    stranger,
    suspended,
    ids: {
      userId: user.id,
      policyId: policy.id,
      clientId: client.id,
      documentId: document.id,
      faceId: face.id,
      collectionId: collection.id,
      checkId: check.id,
      listId: list.id,
      entityId: "un_sc:1",
      providerId: provider.id,
      endpointId: endpoint.id,
      connectorId: connector.id,
      importId: usersFile.json.data.id,
      eventId: event.id,
      deliveryId: delivery.id,
    },
    foreignBodies: {
      scanDocument: { userId: user.id, images: [{ side: "front", ...image }] },
      extractDocument: { documentId: document.id },
      validateDocument: { documentId: document.id },
      checkLiveness: { userId: user.id, mode: "passive", images: [image] },
      issueLivenessChallenge: { userId: user.id },
      registerFace: { userId: user.id, image, livenessId: liveness.id },
      verifyFace: { userId: user.id, probe: image, reference: { type: "enrolled" } },
      searchFaces: { faceId: face.id },
      checkWatchlists: { userId: user.id },
      checkCriminalRecords: { userId: user.id, jurisdictions: ["CO"], purpose: "onboarding" },
    },
  };
}, 60_000);

securityCases(endpoints, () => world);

describe("the routes that need no token, nor the operator's key", () => {
  it("are the token endpoint, and the callback that is judged by its own signature", () => {
    const open = endpoints.filter((endpoint) => endpoint.scope === null && !endpoint.operator);
    expect(open.map(({ operationId }) => operationId)).toEqual(["issueToken", "receiveProviderCallback"]);
  });
});
