import { describe, expect, it } from "vitest";
import type { Action } from "../../src/features/biometrics/active/actions.ts";
import { biometricEndpoints } from "../../src/features/biometrics/routes.ts";
import { userEndpoints } from "../../src/features/users/routes.ts";
import type { FacesVisionPort } from "../../src/vision/ports/faces.ts";
import { anAcceptedPerformance, framesOf, readingsOf } from "../support/active.ts";
import { aTenant } from "../support/deps.ts";
import { ask, aToken, edgeApp, edgeDeps, openGate } from "../support/edge.ts";
import { DOWN, recordedFaces } from "../support/vision.ts";

const BASE = "/v2/enroll";

async function anApi() {
  const edge = edgeDeps({ limiter: openGate });
  let engine = recordedFaces(DOWN);
  const facesVision: FacesVisionPort = { readFaces: (image, options) => engine.readFaces(image, options) };
  const deps = { ...edge, facesVision };
  const app = edgeApp(edge, [...userEndpoints(deps), ...biometricEndpoints(deps)]);
  const token = await aToken(edge, { tenantId: await aTenant(edge) });
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    ask(app, `${BASE}${path}`, { method: "POST", token, body, headers });
  /** Six seconds before the camera: the frames of somebody doing this, as a request. */
  const film = async (done: readonly Action[]) => {
    const frames = anAcceptedPerformance(done, Math.floor(edge.clock()) % 1_000);
    engine = recordedFaces(...readingsOf(frames));
    edge.clock.advance((frames.at(-1)?.atMs ?? 0) + 500);
    return framesOf(frames, String(edge.clock()));
  };
  const get = (path: string) => ask(app, `${BASE}${path}`, { token });
  return { post, get, film };
}

describe("a person before a camera, over HTTP", () => {
  it("asks for a challenge, does it, passes, and the user's decision no longer lacks it", async () => {
    const { post, get, film } = await anApi();
    const user = await post("/users/create", {
      person: { givenNames: "Ana", familyName: "Ruiz" },
      consents: [{ scope: "biometric", version: "2026-01", acceptedAt: "2026-01-15T12:00:00Z" }],
    });
    const userId = user.json.data.id;
    const challenge = await post("/biometric/liveness/challenges", { userId }, { "accept-language": "en" });
    expect(challenge.status).toBe(201);
    const { id: challengeId, steps, nonce, instructions } = challenge.json.data;
    expect(instructions).toMatch(/^Look straight at the camera/);
    const frames = await film(steps.map(({ action }: { action: Action }) => action));
    const body = { userId, mode: "active", challengeId, nonce, frames };
    const answer = await post("/biometric/liveness", body);
    expect(answer).toMatchObject({ status: 200, json: { data: { outcome: "pass", challengeId } } });
    const status = await get(`/users/${userId}/status`);
    expect(status.json.data.requirements.completed).toContain("liveness");
    expect(status.json.data.assurance.notPerformed).not.toContain("active_challenge");

    const again = await post("/biometric/liveness", body, { "accept-language": "en" });
    expect(again).toMatchObject({
      status: 409,
      json: {
        code: "INVALID_TRANSITION",
        details: [
          { field: "challengeId", code: "ALREADY_USED", message: "It was already used. Request a new one." },
        ],
      },
    });
  });

  it("fails with a trace that names the step when something else was done", async () => {
    const { post, film } = await anApi();
    const challenge = await post("/biometric/liveness/challenges", { kinds: ["turn_left", "nod"] });
    const frames = await film(["turn_right", "turn_left", "turn_right"]);
    const { token } = challenge.json.data;
    const answer = await post("/biometric/liveness", { mode: "active", token, frames });
    const { outcome, reasons, trace } = answer.json.data;
    expect([answer.status, outcome, reasons]).toEqual([200, "fail", ["LIVENESS_FAILED"]]);
    const failed = trace.filter(({ result }: { result: string }) => result === "fail");
    expect(failed.map(({ rule }: { rule: string }) => rule)).toContain("path.turns");
  });

  it("is refused with a field and a code when there are too few frames, or a frame without a picture", async () => {
    const { post, film } = await anApi();
    const challenge = await post("/biometric/liveness/challenges", {});
    const frames = await film(["turn_right", "turn_left", "turn_right"]);
    const send = (sent: unknown[]) =>
      post("/biometric/liveness", { mode: "active", token: challenge.json.data.token, frames: sent });
    const few = await send(frames.slice(0, 5));
    expect(few).toMatchObject({ status: 422, json: { details: [{ field: "frames", code: "TOO_FEW" }] } });
    const empty = await send([{ atMs: 0 }, ...frames.slice(1)]);
    expect(empty).toMatchObject({ status: 422, json: { details: [{ field: "frames.0.data" }] } });
  });
});
