import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { biometricEndpoints } from "../../src/features/biometrics/routes.ts";
import { documentEndpoints } from "../../src/features/documents/routes.ts";
import { uploadEndpoints } from "../../src/features/uploads/routes.ts";
import { toBase64 } from "../../src/kernel/bytes.ts";
import { newId } from "../../src/kernel/ids.ts";
import { documents } from "../../src/storage/tables/documents.ts";
import { events } from "../../src/storage/tables/records.ts";
import { aTenant, bindings } from "../support/deps.ts";
import { ask, aToken, edgeApp, edgeDeps, openGate } from "../support/edge.ts";
import { aPng } from "../support/pictures.ts";
import {
  aDocumentReading,
  aFacesReading,
  aTd3,
  DOWN,
  recordedDocuments,
  recordedFaces,
} from "../support/vision.ts";

const BASE = "/v2/enroll";
let png: Uint8Array<ArrayBuffer>;
beforeAll(async () => {
  png = await aPng({ width: 300, height: 200 });
});

async function anApi(engines: { documents?: "up" | "down" } = {}) {
  const edge = edgeDeps({ limiter: openGate });
  const reading = engines.documents === "down" ? DOWN : aDocumentReading({ mrz: aTd3() });
  const deps = {
    ...edge,
    documentsVision: recordedDocuments(reading),
    facesVision: recordedFaces(aFacesReading()),
    visualZone: null,
  };
  const app = edgeApp(edge, [
    ...uploadEndpoints(deps),
    ...documentEndpoints(deps),
    ...biometricEndpoints(deps),
  ]);
  const tenantId = await aTenant(edge);
  const token = await aToken(edge, { tenantId });
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    ask(app, `${BASE}${path}`, { method: "POST", token, body, headers });
  const get = (path: string) => ask(app, `${BASE}${path}`, { token });
  return { deps, tenantId, post, get };
}

const scan = () => ({ images: [{ side: "front", data: toBase64(png), mimeType: "image/png" }] });

describe("a picture over HTTP", () => {
  it("comes in base64, multipart or as an upload, and is read the same way", async () => {
    const { post, get } = await anApi();
    const inJson = await post("/documents/scan", scan());
    expect(inJson.json).toMatchObject({ success: true, data: { documentType: "passport", format: "TD3" } });

    const form = new FormData();
    form.set("request", JSON.stringify({ documentType: "passport" }));
    form.set("images.0.data", new File([png], "front.png", { type: "image/png" }));
    const encoded = new Response(form);
    const multipart = await post("/documents/scan", new Uint8Array(await encoded.arrayBuffer()), {
      "content-type": encoded.headers.get("content-type") ?? "",
    });
    expect(multipart.json).toMatchObject({ success: true, data: { documentType: "passport" } });

    const upload = await post("/uploads", png, { "content-type": "image/png" });
    expect(upload).toMatchObject({ status: 201, json: { data: { byteLength: png.byteLength } } });
    const byId = await post("/documents/scan", { images: [{ uploadId: upload.json.data.id }] });
    const shas = [inJson, multipart, byId].map(({ json }) => json.data.images[0].sha256);
    expect(new Set(shas)).toEqual(new Set([upload.json.data.sha256]));

    const read = await get(`/documents/${byId.json.data.id}`);
    expect(read.json.data).toEqual(byId.json.data);
  });

  it("is stored once, however often the same request is repeated", async () => {
    const { deps, tenantId, post } = await anApi();
    const key = { "idempotency-key": newId("req") };
    const first = await post("/documents/scan", scan(), key);
    const again = await post("/documents/scan", scan(), key);
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect(again.json.data).toEqual(first.json.data);
    const other = await post("/documents/scan", { ...scan(), documentType: "visa" }, key);
    expect(other).toMatchObject({ status: 422, json: { code: "IDEMPOTENCY_KEY_REUSED" } });
    const rows = await deps.database.select().from(documents).where(eq(documents.tenantId, tenantId));
    const told = await deps.database.select().from(events).where(eq(events.tenantId, tenantId));
    expect([rows.length, told.length]).toEqual([1, 1]);
  });

  it("that an extract brings along is stored once too, and the repeat gives the fields", async () => {
    const { deps, tenantId, post } = await anApi();
    const key = { "idempotency-key": newId("req") };
    const first = await post("/documents/extract", scan(), key);
    const again = await post("/documents/extract", scan(), key);
    expect(again.json.data).toEqual(first.json.data);
    expect(first.json.data.fields.documentNumber.value).toBe("L898902C3");
    const rows = await deps.database.select().from(documents).where(eq(documents.tenantId, tenantId));
    expect(rows).toHaveLength(1);
  });

  it("may be sent again after a 503, which leaves nothing behind", async () => {
    const { tenantId, post } = await anApi({ documents: "down" });
    const answer = await post("/documents/scan", scan(), { "idempotency-key": newId("req") });
    expect(answer).toMatchObject({ status: 503, json: { success: false, code: "SERVICE_UNAVAILABLE" } });
    expect(answer.headers.get("retry-after")).toBe("5");
    expect((await bindings.IMAGES.list({ prefix: tenantId })).objects).toEqual([]);
  });
});

describe("a picture that is none", () => {
  const image = (data: string, more: object = {}) => ({ images: [{ data, ...more }] });
  it.each([
    ["not base64", () => image("***"), 422, "UNREADABLE_IMAGE", "images.0.data"],
    ["a text", () => image(btoa("certainly not a picture")), 415, "UNSUPPORTED_MEDIA", "images.0.data"],
    ["half a file", () => image(toBase64(png.slice(0, 60))), 422, "UNREADABLE_IMAGE", "images.0.data"],
    [
      "of another type than it claims",
      () => image(toBase64(png), { mimeType: "image/webp" }),
      415,
      "UNSUPPORTED_MEDIA",
      "images.0.data",
    ],
    [
      "an unknown upload",
      () => ({ images: [{ uploadId: newId("upl") }] }),
      404,
      "NOT_FOUND",
      "images.0.uploadId",
    ],
    [
      "at an address",
      () => ({ images: [{ url: "https://example.com" }] }),
      422,
      "VALIDATION_FAILED",
      "images.0.url",
    ],
    ["nowhere", () => ({}), 422, "VALIDATION_FAILED", "images"],
    ["with a text of half a character", () => image("\ud800"), 422, "VALIDATION_FAILED", "images.0.data"],
  ])("because it is %s: the code and the field", async (_what, body, status, code, field) => {
    const { deps, tenantId, post } = await anApi();
    const answer = await post("/documents/scan", body());
    expect(answer).toMatchObject({ status, json: { success: false, code } });
    expect(answer.json.details.map((detail: { field: string }) => detail.field)).toContain(field);
    for (const { message } of answer.json.details) expect(message).toMatch(/\S+ \S+/);
    const rows = await deps.database.select().from(documents).where(eq(documents.tenantId, tenantId));
    expect(rows).toEqual([]);
  });

  it("is refused as an upload too", async () => {
    const { post } = await anApi();
    const answer = await post("/uploads", new TextEncoder().encode("GIF89a and so on and on"), {
      "content-type": "image/gif",
    });
    expect(answer).toMatchObject({ status: 415, json: { code: "UNSUPPORTED_MEDIA" } });
  });
});

describe("liveness over HTTP", () => {
  it.each([
    ["mode active without its challenge", { mode: "active" }, "challengeId", "REQUIRED"],
    ["frames without mode active", { frames: [] }, "frames", "TOO_FEW"],
    ["a challenge in mode passive", { challengeId: `chl_${"A".repeat(24)}` }, "challengeId", "UNKNOWN_FIELD"],
  ])("refuses %s, naming the field", async (_what, body, field, code) => {
    const { post } = await anApi();
    const answer = await post("/biometric/liveness", body);
    expect(answer).toMatchObject({ status: 422, json: { code: "VALIDATION_FAILED" } });
    expect(answer.json.details).toContainEqual(expect.objectContaining({ field, code }));
  });

  it("takes one picture and answers with what was and was not done", async () => {
    const { post } = await anApi();
    const answer = await post("/biometric/liveness", { images: [{ data: toBase64(png) }] });
    expect(answer).toMatchObject({
      status: 200,
      json: {
        data: { outcome: "pass", padCertification: null, assurance: { notPerformed: ["active_challenge"] } },
      },
    });
  });
});

describe("the examples of the docs page", () => {
  it("are answered as they are", async () => {
    const { deps, post } = await anApi();
    const endpoints = [...documentEndpoints(deps), ...biometricEndpoints(deps)];
    const shown = endpoints.filter(({ example }) => example !== undefined);
    expect(shown.map(({ operationId }) => operationId)).toEqual([
      "scanDocument",
      "extractDocument",
      "checkLiveness",
      "issueLivenessChallenge",
      "verifyFace",
      "reEnrolFaces",
    ]);
    for (const { path, example, status = 200 } of shown) {
      expect(await post(path, example)).toMatchObject({ status });
    }
  });
});
