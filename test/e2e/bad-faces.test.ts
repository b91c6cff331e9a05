import { beforeAll, describe, expect, it } from "vitest";
import type { Canvas } from "../../scripts/specimen/canvas.ts";
import { encodeJpegFile } from "../../scripts/specimen/node-codecs.ts";
import { type Api, apiOf, base64, hasNets } from "./support/api.ts";
import { badFaces } from "./support/bad-faces.ts";

const withNets = hasNets("face-detect", "face-landmark", "face-embed", "face-eye");
const withLiveness = hasNets("liveness-near", "liveness-far");
const bad = withNets && withLiveness ? await badFaces() : null;

/** Clients that no other file of tests uses, one a test: each may ask ten times a minute. */
const FIRST_CLIENT = 48;
const jpeg = async (picture: Canvas, quality = 88) => base64(await encodeJpegFile(picture, quality));

async function aPerson(api: Api): Promise<string> {
  const user = await api.post("/users/create", {
    person: { givenNames: "Ana", familyName: "Ruiz" },
    consents: [{ scope: "biometric", version: "2026-01", acceptedAt: new Date().toISOString() }],
  });
  return user.data.id;
}

/** What each picture comes to, by the real nets; `attack` where a sign tells it. */
const OUTCOMES: [picture: string, outcome: string, reasons: string[], attack: string | null][] = [
  ["nobody: a wall", "fail", ["NO_FACE"], null],
  ["black: the lens was covered", "fail", ["NO_FACE"], null],
  ["many people", "fail", ["MULTIPLE_FACES"], null],
  ["a drawing", "fail", ["LIVENESS_FAILED"], null],
  ["a print, held up", "fail", ["LIVENESS_FAILED"], "print"],
  ["a screen, held up", "fail", ["LIVENESS_FAILED"], "recapture"],
  ["a face of few pixels in a large picture", "fail", ["FACE_TOO_SMALL"], null],
  ["a picture of a stamp's size", "fail", ["FACE_TOO_SMALL"], null],
  ["a face beyond the picture's edges", "fail", ["FACE_CROPPED"], null],
  ["sunglasses", "fail", ["EYES_CLOSED"], null],
];

describe.skipIf(!bad)("a picture that is no selfie of one person", () => {
  const picture = (name: string): Canvas => bad?.pictures[name as keyof typeof bad.pictures] as Canvas;

  it.each(OUTCOMES)(
    "%s: is a result with its reason, and enrols nobody",
    async (name, outcome, reasons, attack) => {
      const api = await apiOf({ spare: FIRST_CLIENT + OUTCOMES.findIndex(([of]) => of === name) });
      const userId = await aPerson(api);
      const image = { data: await jpeg(picture(name)) };
      const liveness = await api.post("/biometric/liveness", { userId, images: [image] });
      expect(liveness).toMatchObject({ status: 200, data: { outcome, reasons, attack, passed: false } });

      // A check that did not pass vouches for no face, however fit the face itself may be.
      const livenessId = liveness.data.id;
      const face = await api.post("/biometric/register", { userId, image, livenessId });
      expect(face).toMatchObject({ status: 200, data: { registered: false, template: null } });
      expect(face.data.reasons.length).toBeGreaterThan(0);

      const probe = { data: await jpeg(bad?.selfie as Canvas) };
      const match = await api.post("/biometric/verify", { userId, probe, reference: { type: "enrolled" } });
      expect(match.status).toBe(404);
      const { data: status } = await api.get(`/users/${userId}/status`);
      expect(status.requirements.completed).not.toContain("liveness");
      expect(status.status).not.toBe("approved");
    },
  );

  it("a mask: is a result, told as such, whichever it is", async () => {
    const api = await apiOf({ spare: FIRST_CLIENT + OUTCOMES.length });
    const image = { data: await jpeg(picture("a mask")) };
    const { status, data } = await api.post("/biometric/liveness", { images: [image] });
    expect(status).toBe(200);
    expect(["pass", "review", "fail"]).toContain(data.outcome);
    expect(data.outcome === "pass" || data.reasons.length > 0).toBe(true);
  });
});

describe.skipIf(!bad)("frames that are no answer to a challenge", () => {
  let selfie: string[];
  let another: string[];
  let black: string[];
  beforeAll(async () => {
    const small = async (canvas: Canvas) => [
      ...(await Promise.all([80, 82, 84, 86].map((quality) => jpeg(canvas, quality)))),
    ];
    if (!bad) return;
    [selfie, another, black] = await Promise.all([
      small(bad.selfie),
      small(bad.another),
      small(bad.pictures["black: the lens was covered"]),
    ]);
  });
  const alike = (data: string, count: number) =>
    Array.from({ length: count }, (_, at) => ({ data, atMs: at * 150 }));
  const inTurn = (pictures: readonly string[], count: number, everyMs = 300) =>
    Array.from({ length: count }, (_, at) => ({
      data: pictures[at % pictures.length] as string,
      atMs: at * everyMs,
    }));

  const CASES: [what: string, frames: () => object[], outcome: string, expected: object][] = [
    [
      "the same frame twenty times",
      () => alike(selfie[0] as string, 20),
      "fail",
      { attack: "frame_replay", trace: ["frames.repeated", "fail"] },
    ],
    [
      "black frames",
      () => inTurn(black, 6),
      // Black pictures of different quality are the same few bytes or others: nobody is on any of them.
      "fail",
      { reasons: ["LIVENESS_FAILED", "NO_FACE"], trace: ["frames.faces", "inconclusive"] },
    ],
    [
      "frames of two people",
      () => inTurn([...selfie.slice(0, 3), ...another.slice(0, 3)], 6),
      "fail",
      { trace: ["identity.lowest_similarity", "fail"] },
    ],
    [
      "frames out of order",
      () => inTurn(selfie, 6).map((frame, at) => ({ ...frame, atMs: 3_000 - at * 300 })),
      "fail",
      { trace: ["frames.shortest_gap_ms", "fail"] },
    ],
    [
      "frames that took longer than the challenge is old",
      () => inTurn(selfie, 6, 20_000),
      "fail",
      { trace: ["frames.span_since_issue_ms", "fail"] },
    ],
  ];
  it.each(CASES)("%s: a named outcome", async (what, frames, outcome, expected) => {
    const at = CASES.findIndex(([of]) => of === what);
    const api = await apiOf({ spare: FIRST_CLIENT + OUTCOMES.length + 1 + at });
    const userId = await aPerson(api);
    const challenge = await api.post("/biometric/liveness/challenges", { userId });
    const body = { userId, mode: "active", token: challenge.data.token, frames: frames() };
    const answer = await api.post("/biometric/liveness", body);
    const { trace, ...others } = expected as { trace: [string, string] };
    expect(answer).toMatchObject({ status: 200, data: { outcome, passed: false, ...others } });
    const [rule, result] = trace;
    expect(answer.data.trace).toContainEqual(expect.objectContaining({ rule, result }));
    // Whatever came of it, the challenge is used up.
    expect(await api.post("/biometric/liveness", body)).toMatchObject({
      status: 409,
      code: "INVALID_TRANSITION",
    });
  });

  it("times that no clock gives, and a challenge that is not named, are refused by the field", async () => {
    const api = await apiOf({ spare: FIRST_CLIENT + OUTCOMES.length + 1 + CASES.length });
    const challenge = await api.post("/biometric/liveness/challenges", {});
    const { id: challengeId, token } = challenge.data;
    const body = { mode: "active", token, frames: inTurn(selfie, 6) };
    for (const atMs of [-1, 1.5, 1e9]) {
      const frames = body.frames.map((frame, place) => (place === 0 ? { ...frame, atMs } : frame));
      const answer = await api.post("/biometric/liveness", { ...body, frames });
      expect(answer).toMatchObject({ status: 422, details: [{ field: "frames.0.atMs" }] });
    }
    const unnamed = await api.post("/biometric/liveness", {
      mode: "active",
      challengeId,
      frames: body.frames,
    });
    expect(unnamed).toMatchObject({ status: 422, details: [{ field: "nonce", code: "REQUIRED" }] });
  });
});
