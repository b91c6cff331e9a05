import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { Action } from "../../../../src/features/biometrics/active/actions.ts";
import { challengeBody } from "../../../../src/features/biometrics/active/challenge-schemas.ts";
import { issueChallenge } from "../../../../src/features/biometrics/active/issue-challenge.ts";
import { purgeLiveness } from "../../../../src/features/biometrics/active/purge.ts";
import type { BiometricsDeps } from "../../../../src/features/biometrics/deps.ts";
import { registerBody } from "../../../../src/features/biometrics/face-schemas.ts";
import { checkLiveness } from "../../../../src/features/biometrics/liveness.ts";
import { livenessBody } from "../../../../src/features/biometrics/liveness-schemas.ts";
import { registerFace } from "../../../../src/features/biometrics/register.ts";
import { newId } from "../../../../src/kernel/ids.ts";
import {
  livenessChallenges,
  livenessChecks,
  livenessFrames,
} from "../../../../src/storage/tables/biometrics.ts";
import { userChecks } from "../../../../src/storage/tables/users.ts";
import type { FacesVisionPort } from "../../../../src/vision/ports/faces.ts";
import { anAcceptedPerformance, framesOf, readingsOf } from "../../../support/active.ts";
import { aCaller, aTenant, type TestDeps, testDeps } from "../../../support/deps.ts";
import { aUser } from "../../../support/users.ts";
import { DOWN, recordedFaces } from "../../../support/vision.ts";

async function aDesk() {
  let engine: FacesVisionPort = recordedFaces(DOWN);
  const facesVision: FacesVisionPort = { readFaces: (image, options) => engine.readFaces(image, options) };
  const deps: TestDeps & BiometricsDeps = { ...testDeps(), facesVision };
  const caller = aCaller(await aTenant(deps));
  const ask = (input: object = {}, by = caller) => issueChallenge(deps, by, challengeBody.parse(input));
  /** Does `done` before the camera and sends the frames six seconds after the challenge. */
  async function answer(
    challenge: { id: string; nonce: string; steps: { action: Action }[] },
    choices: { done?: Action[]; take?: string; more?: object; live?: number; by?: typeof caller } = {},
  ) {
    const { take = newId("req"), more = {}, live, by = caller } = choices;
    const frames = anAcceptedPerformance(choices.done ?? challenge.steps.map(({ action }) => action));
    engine = recordedFaces(...readingsOf(frames, live));
    deps.clock.advance((frames.at(-1)?.atMs ?? 0) + 500);
    const { id: challengeId, nonce } = challenge;
    const body = { mode: "active", challengeId, nonce, frames: await framesOf(frames, take), ...more };
    return checkLiveness(deps, by, livenessBody.parse(body));
  }
  return {
    deps,
    caller,
    ask,
    answer,
    breakEngine() {
      engine = recordedFaces(DOWN);
    },
  };
}

describe("a challenge", () => {
  it("is drawn anew each time, told in the caller's language, and open for 90 seconds", async () => {
    const { deps, caller, ask } = await aDesk();
    const drawn = [await ask(), await ask(), await ask(), await ask(), await ask(), await ask()];
    const steps = drawn.map((challenge) => challenge.steps.map(({ action }) => action).join(" "));
    expect(new Set(steps).size).toBeGreaterThan(1);
    expect(new Set(drawn.map(({ nonce }) => nonce)).size).toBe(6);
    expect(Date.parse(drawn[0]?.expiresAt ?? "") - deps.clock()).toBe(90_000);
    expect(drawn[0]?.instructions).toMatch(/^Mire de frente/);
    const english = await ask({ kinds: ["turn_left"] }, { ...caller, locale: "en" });
    expect(english.steps.map(({ instruction }) => instruction)).toContain(
      "Turn your head to your left and back.",
    );
  });

  it("is not issued for another tenant's user", async () => {
    const { deps, ask } = await aDesk();
    const stranger = aCaller(await aTenant(deps));
    const userId = await aUser(deps, stranger);
    await expect(ask({ userId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("the frames that answer a challenge", () => {
  it("pass when a person did what was asked, and count for the user without the reservation", async () => {
    const { deps, caller, ask, answer } = await aDesk();
    const userId = await aUser(deps, caller);
    const challenge = await ask({ userId });
    const data = await answer(challenge);
    expect(data).toMatchObject({
      userId,
      outcome: "pass",
      passed: true,
      score: 0.9,
      method: "active_challenge",
      attack: null,
      challengeId: challenge.id,
      padCertification: null,
      assurance: { notPerformed: [] },
    });
    expect(data.trace?.every(({ result }) => result === "pass")).toBe(true);
    const [check] = await deps.database
      .select()
      .from(userChecks)
      .where(and(eq(userChecks.tenantId, caller.tenantId), eq(userChecks.userId, userId)));
    expect(check).toMatchObject({
      checkId: data.id,
      outcome: "pass",
      observations: { score: 0.9 },
      notPerformed: [],
    });
    const [row] = await deps.database
      .select()
      .from(livenessChallenges)
      .where(eq(livenessChallenges.id, challenge.id));
    expect(row).toMatchObject({ state: "used", livenessId: data.id });
  });

  it("tie the face they show to its enrolment", async () => {
    const { deps, caller, ask, answer } = await aDesk();
    const userId = await aUser(deps, caller);
    const liveness = await answer(await ask({ userId }));
    const [picture] = await framesOf(anAcceptedPerformance(["turn_left"]), "enrol");
    const image = { data: picture?.data ?? "" };
    const body = registerBody.parse({ userId, image, livenessId: liveness.id });
    expect(await registerFace(deps, caller, body)).toMatchObject({
      registered: true,
      livenessId: liveness.id,
    });
  });

  it("fail when something else was done", async () => {
    const { ask, answer } = await aDesk();
    const challenge = await ask({ kinds: ["turn_left", "blink"] });
    const data = await answer(challenge, { done: ["turn_right", "smile", "turn_right"] });
    expect(data).toMatchObject({ outcome: "fail", attack: null, reasons: ["LIVENESS_FAILED"] });
  });

  it.each([
    [0.1, "fail", "LIVENESS_FAILED"],
    [0.5, "review", "LIVENESS_INCONCLUSIVE"],
  ])("do not outweigh a passive score of %f: %s", async (live, outcome, reason) => {
    const { ask, answer } = await aDesk();
    expect(await answer(await ask(), { live })).toMatchObject({ outcome, score: live, reasons: [reason] });
  });

  it("count once: the challenge is used up whatever came of it", async () => {
    const { ask, answer } = await aDesk();
    const challenge = await ask();
    await answer(challenge);
    await expect(answer(challenge)).rejects.toMatchObject({
      code: "INVALID_TRANSITION",
      details: [{ field: "challengeId", code: "ALREADY_USED" }],
    });
  });

  it("count once even when they arrive twice at the same time", async () => {
    const { deps, caller, ask, answer } = await aDesk();
    const challenge = await ask();
    const both = await Promise.allSettled([answer(challenge), answer(challenge)]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const rows = await deps.database
      .select()
      .from(livenessChecks)
      .where(eq(livenessChecks.tenantId, caller.tenantId));
    expect(rows).toHaveLength(1);
  });

  it("are too late after 90 seconds", async () => {
    const { deps, ask, answer } = await aDesk();
    const challenge = await ask();
    deps.clock.advance(90_000);
    await expect(answer(challenge)).rejects.toMatchObject({
      code: "INVALID_TRANSITION",
      details: [{ field: "challengeId", code: "EXPIRED" }],
    });
  });

  it("are known when they come again for another challenge, though not to another tenant", async () => {
    const { deps, ask, answer } = await aDesk();
    const done: Action[] = ["turn_left", "turn_right", "turn_left"];
    await answer(await ask(), { done, take: "again" });
    expect(await answer(await ask(), { done, take: "again" })).toMatchObject({
      outcome: "fail",
      attack: "frame_replay",
    });
    const stranger = aCaller(await aTenant(deps));
    const elsewhere = await answer(await ask({}, stranger), { take: "again", by: stranger });
    expect(elsewhere.attack).toBeNull();
  });

  it("are inconclusive when the engine is down, and say what was not done", async () => {
    const desk = await aDesk();
    const challenge = await desk.ask();
    const frames = await framesOf(anAcceptedPerformance(["turn_left", "nod", "blink"]));
    desk.breakEngine();
    const { id: challengeId, nonce } = challenge;
    const body = livenessBody.parse({ mode: "active", challengeId, nonce, frames });
    expect(await checkLiveness(desk.deps, desk.caller, body)).toMatchObject({
      outcome: "inconclusive",
      score: null,
      assurance: { notPerformed: ["passive_liveness", "active_challenge"] },
    });
  });

  it.each([
    [
      "another tenant's challenge",
      async (desk: Awaited<ReturnType<typeof aDesk>>) => {
        const by = aCaller(await aTenant(desk.deps));
        return { challenge: await desk.ask({}, by), more: {} };
      },
    ],
    [
      "another person's challenge",
      async (desk: Awaited<ReturnType<typeof aDesk>>) => {
        const [one, other] = [await aUser(desk.deps, desk.caller), await aUser(desk.deps, desk.caller)];
        return { challenge: await desk.ask({ userId: one }), more: { userId: other } };
      },
    ],
    [
      "another nonce",
      async (desk: Awaited<ReturnType<typeof aDesk>>) => ({
        challenge: await desk.ask(),
        more: { nonce: "guessed" },
      }),
    ],
  ])("are not taken for %s", async (_what, prepare) => {
    const desk = await aDesk();
    const { challenge, more } = await prepare(desk);
    await expect(desk.answer(challenge, { more })).rejects.toMatchObject({
      code: "NOT_FOUND",
      details: [{ field: "challengeId" }],
    });
  });
});

describe("the signed token of a challenge", () => {
  it("stands for its id and nonce", async () => {
    const { deps, caller, ask, answer } = await aDesk();
    const challenge = await ask();
    const more = { challengeId: undefined, nonce: undefined, token: challenge.token };
    expect(await answer(challenge, { more })).toMatchObject({ outcome: "pass", challengeId: challenge.id });
    const [row] = await deps.database
      .select()
      .from(livenessChallenges)
      .where(eq(livenessChallenges.tenantId, caller.tenantId));
    expect(row?.state).toBe("used");
  });

  it("is refused when it is another challenge's, another tenant's or not ours", async () => {
    const { deps, ask, answer } = await aDesk();
    const stranger = aCaller(await aTenant(deps));
    const [challenge, other, foreign] = [await ask(), await ask(), await ask({}, stranger)];
    for (const token of [other.token, foreign.token, `${challenge.token.slice(0, -4)}AAAA`]) {
      await expect(answer(challenge, { more: { token } })).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
  });

  it("is asked for where there is no nonce", () => {
    const body = { mode: "active", challengeId: newId("chl"), frames: Array(6).fill({ data: "x", atMs: 0 }) };
    const parsed = livenessBody.safeParse(body);
    expect(parsed.error?.issues.map(({ path, message }) => [path[0], message])).toEqual([
      ["nonce", "REQUIRED"],
    ]);
  });
});

describe("a challenge with colours", () => {
  it("tells the colours with their times, and wants to know when they began", async () => {
    const { ask, answer } = await aDesk();
    expect((await ask()).flash).toBeNull();
    const challenge = await ask({ flash: true });
    expect(challenge.flash?.totalMs).toBe(3_000);
    expect(challenge.flash?.colours.map(({ startMs }) => startMs)).toEqual([0, 600, 1_200, 1_800, 2_400]);
    expect(challenge.flash?.colours.every(({ colour }) => /^#(?:00|ff){3}$/.test(colour))).toBe(true);
    await expect(answer(challenge)).rejects.toMatchObject({
      code: "VALIDATION_FAILED",
      details: [{ field: "flashStartedAtMs", code: "REQUIRED" }],
    });
  });

  it("is not passed by somebody whose screen never showed them", async () => {
    const { ask, answer } = await aDesk();
    const data = await answer(await ask({ flash: true }), { more: { flashStartedAtMs: 5_000 } });
    expect(data).toMatchObject({ outcome: "inconclusive", reasons: ["LIVENESS_INCONCLUSIVE"] });
    expect(data.trace).toContainEqual(
      expect.objectContaining({ rule: "flash.colours_seen", threshold: 5, result: "inconclusive" }),
    );
  });
});

describe("what is kept of challenges", () => {
  it("goes a day after their time, and the hashes of frames after ninety days", async () => {
    const { deps, caller, ask, answer } = await aDesk();
    // Years before the other tests' noon, so that nothing of theirs is old enough to go.
    deps.clock.set(Date.UTC(2020, 0, 1));
    await answer(await ask());
    const kept = async () => {
      const of = (table: typeof livenessChallenges | typeof livenessFrames) =>
        deps.database.select().from(table).where(eq(table.tenantId, caller.tenantId));
      return [(await of(livenessChallenges)).length > 0, (await of(livenessFrames)).length > 0];
    };
    const now = deps.clock();
    await purgeLiveness(deps.database, now);
    expect(await kept()).toEqual([true, true]);
    await purgeLiveness(deps.database, now + 2 * 86_400_000);
    expect(await kept()).toEqual([false, true]);
    await purgeLiveness(deps.database, now + 91 * 86_400_000);
    expect(await kept()).toEqual([false, false]);
  });
});
