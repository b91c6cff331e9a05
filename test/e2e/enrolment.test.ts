import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Receiver, startReceiver } from "../../scripts/demo/receiver.ts";
import { renderSpecimen } from "../../scripts/specimen/render.ts";
import { sampleSelfie } from "../../scripts/specimen/sample-pictures.ts";
import { type Api, apiOf, base64, hasNets } from "./support/api.ts";

const withLiveness = hasNets("liveness-near", "liveness-far");
const withFaces = hasNets("face-detect", "face-landmark", "face-embed");
const selfie = await sampleSelfie();

describe.skipIf(!withFaces || !selfie)("a person enrolled from a specimen passport and a photograph", () => {
  let api: Api;
  let receiver: Receiver;
  let userId: string;
  let documentId: string;

  beforeAll(async () => {
    api = await apiOf("sandbox");
    receiver = await startReceiver();
    const endpoint = await api.post("/webhooks/endpoints", { url: receiver.url, eventTypes: ["*"] });
    receiver.secret = endpoint.data.secret;
  });
  afterAll(() => receiver.close());

  it("begins as a user with everything due", async () => {
    const user = await api.post("/users/create", {
      person: { givenNames: "Anna Maria", familyName: "Eriksson", dateOfBirth: "1994-08-12" },
      consents: [{ scope: "biometric", version: "2026-01", acceptedAt: new Date().toISOString() }],
    });
    expect(user).toMatchObject({ status: 201, data: { status: "created" } });
    expect(user.data.requirements.due).toEqual(["document", "liveness", "face_match", "watchlist"]);
    userId = user.data.id;
  });

  it("has the passport read from its picture, character by character", async () => {
    const { jpeg } = await renderSpecimen();
    const scan = await api.post("/documents/scan", {
      userId,
      documentType: "auto",
      images: [{ side: "front", data: base64(jpeg) }],
    });
    expect(scan).toMatchObject({
      status: 200,
      data: {
        status: "completed",
        documentType: "passport",
        issuingStateCode: "UTO",
        format: "TD3",
        mrz: { valid: true },
        portrait: { detected: true },
      },
    });
    expect(scan.data.mrz.lines[0]).toBe("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<");
    expect(scan.headers.get("ratelimit-policy")).toBe('"documents";q=20;w=60');
    documentId = scan.data.id;
  });

  it("has fields with their source, and a validation that names what was not done", async () => {
    const extracted = await api.post("/documents/extract", { documentId });
    expect(extracted.data.fields).toMatchObject({
      familyName: { value: "ERIKSSON", source: "mrz" },
      dateOfBirth: { value: "1994-08-12", source: "mrz", checkDigit: "pass" },
    });
    const validated = await api.post("/documents/validate", { documentId });
    const results = Object.fromEntries(
      validated.data.breakdown.map((check: { name: string; result: string }) => [check.name, check.result]),
    );
    expect(validated.data.outcome).toBe("pass");
    expect(results).toMatchObject({ check_digits: "pass", expiry: "pass", data_comparison: "pass" });
    expect(results).toMatchObject({ visual_authenticity: "not_performed", registry: "not_performed" });
  });

  it("has the selfie judged, enrolled, and matched with the passport's portrait", async () => {
    const image = { data: base64(selfie ?? new Uint8Array()) };
    const liveness = await api.post("/biometric/liveness", { userId, mode: "passive", images: [image] });
    expect(liveness.data.padCertification).toBeNull();
    expect(liveness.data.outcome).toBe(withLiveness ? "pass" : "inconclusive");

    const face = await api.post("/biometric/register", {
      userId,
      image,
      ...(withLiveness ? { livenessId: liveness.data.id } : {}),
    });
    expect(face.data).toMatchObject({ userId, duplicates: [], template: { encrypted: true } });

    const match = await api.post("/biometric/verify", {
      userId,
      probe: image,
      reference: { type: "document", id: documentId },
    });
    expect(match.data).toMatchObject({ outcome: "pass", match: true, threshold: 0.42 });
    expect(match.data.similarity).toBeGreaterThan(0.5);
    expect(match.data.similarity).toBeLessThan(0.9); // two photographs, not one twice
  });

  it("is screened, decided by the policy, and told of by a signed webhook", async () => {
    const screened = await api.post("/background/watchlist-check", { userId });
    expect(screened.data).toMatchObject({ outcome: "clear", matches: [] });
    expect(
      screened.data.lists.every((list: { stale: boolean; bundled: boolean }) => list.stale && list.bundled),
    ).toBe(true);

    const { data: decided } = await api.get(`/users/${userId}/status`);
    // Without its weights liveness is inconclusive, which never approves: the person is asked again.
    expect(decided.status).toBe(withLiveness ? "approved" : "requires_input");
    expect(decided.decision.trace).toContainEqual(
      expect.objectContaining({ rule: "face.similarity", threshold: 0.42, result: "pass" }),
    );
    expect(decided.assurance.notPerformed).toContain("visual_authenticity");

    const event = await receiver.waitFor((it) => it.type === `user.${decided.status}`, 30_000);
    expect(event).toMatchObject({ verified: true, object: { id: userId, status: decided.status } });
    expect(receiver.received.every((it) => it.verified)).toBe(true);
    expect(JSON.stringify(receiver.received)).not.toMatch(/eriksson|anna|1994-08-12/i);
  });
});

describe("a live tenant without loaded lists", () => {
  it("is never told that a name is clear", async () => {
    const api = await apiOf("live");
    const screened = await api.post("/background/watchlist-check", { subject: { fullName: "Ana Ruiz" } });
    expect(screened.data).toMatchObject({ status: "incomplete", outcome: "incomplete" });
  });
});

describe("a specimen that asks for an outcome", () => {
  it.each([
    ["expired", "DOCUMENT_EXPIRED", "expiry"],
    ["bad-check-digit", "MRZ_CHECK_DIGIT_FAILED", "check_digits"],
  ] as const)("%s: fails with %s", async (outcome, reason, check) => {
    const api = await apiOf("sandbox");
    const { jpeg } = await renderSpecimen({ outcome });
    const scan = await api.post("/documents/scan", {
      documentType: "passport",
      images: [{ side: "front", data: base64(jpeg) }],
    });
    const validated = await api.post("/documents/validate", { documentId: scan.data.id });
    expect(validated).toMatchObject({ status: 200, data: { outcome: "fail" } });
    expect(validated.data.reasons).toContain(reason);
    expect(validated.data.breakdown).toContainEqual(expect.objectContaining({ name: check, result: "fail" }));
  });
});
