import { describe, expect, it } from "vitest";
import { attackers } from "../../../../scripts/active/attacks.ts";
import { openRandom } from "../../../../scripts/active/random.ts";
import { evidenceOf } from "../../../../scripts/active/synthetic.ts";
import type { Action } from "../../../../src/features/biometrics/active/actions.ts";
import type { ActiveEvidence, ActiveFrame } from "../../../../src/features/biometrics/active/evidence.ts";
import { judgeActive } from "../../../../src/features/biometrics/active/judge-active.ts";
import { aPerformance } from "../../../support/active.ts";

const missedRules = (evidence: ActiveEvidence) =>
  judgeActive(evidence)
    .trace.filter(({ result }) => result !== "pass")
    .map(({ rule, result }) => `${rule} ${result}`);

const judged = (steps: readonly Action[], change: (frames: ActiveFrame[]) => ActiveFrame[] = (f) => f) =>
  evidenceOf(steps, change(aPerformance(steps)));

const STEPS: Action[] = ["turn_left", "blink", "turn_right"];

describe("a person who does what was asked", () => {
  it.each([
    [["turn_left", "blink", "turn_right"]],
    [["smile", "turn_right", "nod"]],
    [["closer", "turn_left", "smile"]],
    [["turn_right", "turn_left", "turn_right"]],
    [["nod", "blink", "turn_left"]],
  ] as [Action[]][])("passes: %j", (steps) => {
    expect(missedRules(judged(steps))).toEqual([]);
    expect(judgeActive(judged(steps))).toMatchObject({ outcome: "pass", attack: null, reasons: [] });
  });

  it.each([
    ["the mirror of it", ["turn_right", "blink", "turn_left"]],
    ["one turn more", ["turn_left", "blink", "smile"]],
    ["one turn fewer", ["turn_left", "turn_right", "turn_left"]],
    ["another order", ["blink", "turn_right", "turn_left"]],
    ["something else", ["turn_left", "smile", "turn_right"]],
  ] as [string, Action[]][])("fails when %s was asked", (_what, asked) => {
    const verdict = judgeActive(evidenceOf(asked, aPerformance(STEPS)));
    expect(verdict).toMatchObject({ outcome: "fail", attack: null, reasons: ["LIVENESS_FAILED"] });
    expect(
      verdict.trace.filter(({ result }) => result === "fail").every(({ rule }) => /^path/.test(rule)),
    ).toBe(true);
  });
});

describe("a picture before the camera", () => {
  const kinds = attackers(() => ["nod", "turn_right", "smile"]);
  it.each([
    ["static", "static_photo"],
    ["panned", "static_photo"],
    ["scaled", "static_photo"],
    ["turned_hard", "planar_photo"],
    ["warped", "planar_photo"],
    ["bent", "planar_photo"],
    ["replayed", "frame_replay"],
    ["repeated", "frame_replay"],
    ["spliced", "face_swap"],
    ["recorded", null],
  ])("that is %s never passes, and is called %s where the rules can tell", (kind, attack) => {
    const attacked = Array.from({ length: 25 }, (_, seed) => {
      const evidence = kinds[kind]?.(STEPS, openRandom(100 + seed));
      if (!evidence) throw new Error("no such attack");
      return judgeActive(evidence);
    });
    expect(attacked.filter(({ outcome }) => outcome === "pass")).toEqual([]);
    if (attack) expect(attacked.filter((verdict) => verdict.attack === attack).length).toBeGreaterThan(0);
    const strange = attacked.filter((verdict) => verdict.attack !== null && verdict.attack !== attack);
    expect(strange.map((verdict) => verdict.attack)).toEqual([]);
  });
});

describe("frames that say too little, or the wrong thing", () => {
  const faceless = (frame: ActiveFrame): ActiveFrame => ({ ...frame, faces: 0, face: null });
  const cases: [string, (frames: ActiveFrame[]) => ActiveFrame[], "fail" | "inconclusive", string][] = [
    ["show nobody", (frames) => frames.map(faceless), "inconclusive", "frames.faces inconclusive"],
    [
      "lose the face too often",
      (frames) => frames.map((frame, at) => (at % 3 === 1 ? faceless(frame) : frame)),
      "inconclusive",
      "frames.single_face inconclusive",
    ],
    [
      "show a second person",
      (frames) => frames.map((frame, at) => (at === 4 ? { ...frame, faces: 2 } : frame)),
      "inconclusive",
      "frames.several_faces inconclusive",
    ],
    [
      "run backwards",
      (frames) => frames.map((frame, at) => ({ ...frame, atMs: frames.at(-1 - at)?.atMs ?? 0 })),
      "fail",
      "frames.shortest_gap_ms fail",
    ],
    [
      "took no time",
      (frames) => frames.map((frame, at) => ({ ...frame, atMs: at * 40 })),
      "fail",
      "frames.span_ms fail",
    ],
    [
      "have a hole",
      (frames) => frames.map((frame, at) => ({ ...frame, atMs: frame.atMs + (at > 8 ? 4_500 : 0) })),
      "inconclusive",
      "frames.longest_gap_ms inconclusive",
    ],
    [
      "were not described by the face net",
      (frames) =>
        frames.map((frame) => ({ ...frame, face: frame.face && { ...frame.face, embedding: null } })),
      "inconclusive",
      "identity.lowest_similarity inconclusive",
    ],
    [
      "were not looked in the eyes",
      (frames) => frames.map((frame) => ({ ...frame, face: frame.face && { ...frame.face, eyes: null } })),
      "inconclusive",
      "path.2.blink inconclusive",
    ],
    [
      "keep the eyes closed to the end",
      (frames) =>
        frames.map((frame, at) =>
          at > 8 ? { ...frame, face: frame.face && { ...frame.face, eyes: { left: 0, right: 0 } } } : frame,
        ),
      "inconclusive",
      "path.2.blink inconclusive",
    ],
  ];
  it.each(cases)("that %s do not pass", (_what, change, outcome, rule) => {
    const evidence = judged(STEPS, change);
    expect(judgeActive(evidence).outcome).toBe(outcome);
    expect(missedRules(evidence)).toContain(rule);
  });

  it("were filmed before they were asked for when they last longer than the challenge is old", () => {
    const evidence = { ...judged(STEPS), sinceIssueMs: 2_000 };
    expect(missedRules(evidence)).toEqual(["frames.span_since_issue_ms fail"]);
  });
});
