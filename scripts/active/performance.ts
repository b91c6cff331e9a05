import type { Action } from "../../src/features/biometrics/active/actions.ts";
import type { Placement } from "./camera.ts";
import type { Vertex } from "./head-model.ts";
import type { Random } from "./random.ts";

/** How a person looks at one moment of doing what was asked. */
export interface Moment {
  atMs: number;
  placement: Placement;
  /** 0-1 */
  closed: number;
  smile: number;
}

/** How far one person goes in each action. */
interface Manner {
  turn: number;
  nod: number;
  closer: number;
  smile: number;
}

/** Up, a while there, down again: 0 to 1 over a step's time. */
function course(part: number): number {
  const up = Math.min(1, Math.max(0, part / 0.3));
  const down = Math.min(1, Math.max(0, (1 - part) / 0.3));
  const ease = (t: number) => (1 - Math.cos(Math.PI * t)) / 2;
  return Math.min(ease(up), ease(down));
}

/**
 * A person who does the steps: a second of looking, then each step in 1.3 to 2.2 seconds, filmed three to six times
 * a second. The head drifts by centimetres and degrees meanwhile.
 */
export function perform(steps: readonly Action[], random: Random): Moment[] {
  const manner: Manner = {
    turn: random.between(22, 42),
    nod: random.between(15, 26),
    closer: random.between(0.58, 0.72),
    smile: random.between(0.2, 0.34),
  };
  const rest = {
    yaw: 4 * random.normal(),
    pitch: 4 * random.normal(),
    roll: 4 * random.normal(),
    x: random.between(-25, 25),
    y: random.between(-60, -30),
    distance: random.between(340, 520),
  };
  const drift = { yaw: 1.5 * random.normal(), pitch: 1.5 * random.normal(), x: 8 * random.normal() };
  const startMs = random.between(700, 1200);
  const lengths = steps.map(() => random.between(1300, 2200));
  const endMs = startMs + lengths.reduce((sum, length) => sum + length, 0) + 300;
  const every = Math.max(random.between(170, 330), endMs / 23);
  const moments: Moment[] = [];
  for (let atMs = 0; atMs <= endMs; atMs += every * random.between(0.85, 1.15)) {
    let began = startMs;
    let [action, part]: [Action | null, number] = [null, 0];
    steps.forEach((step, at) => {
      const length = lengths[at] as number;
      if (atMs >= began && atMs < began + length) [action, part] = [step, (atMs - began) / length];
      began += length;
    });
    moments.push(momentOf(Math.round(atMs), action, course(part), { rest, drift, manner }, atMs / endMs));
  }
  return moments;
}

function momentOf(
  atMs: number,
  action: Action | null,
  much: number,
  {
    rest,
    drift,
    manner,
  }: { rest: Placement; drift: { yaw: number; pitch: number; x: number }; manner: Manner },
  gone: number,
): Moment {
  const sway = Math.sin(gone * 7);
  const turn = action === "turn_left" ? manner.turn : action === "turn_right" ? -manner.turn : 0;
  return {
    atMs,
    closed: action === "blink" ? much : 0,
    smile: action === "smile" ? manner.smile * much : 0,
    placement: {
      yaw: rest.yaw + drift.yaw * sway + turn * much,
      pitch: rest.pitch + drift.pitch * sway + (action === "nod" ? manner.nod * much : 0),
      roll: rest.roll + sway,
      x: rest.x + drift.x * sway,
      y: rest.y,
      distance: rest.distance * (action === "closer" ? 1 - (1 - manner.closer) * much : 1),
    },
  };
}

const UPPER_LIDS: readonly (readonly [lid: number, below: number])[] = [
  [37, 41],
  [38, 40],
  [43, 47],
  [44, 46],
];
const MOUTH_CORNERS: readonly number[] = [48, 54, 60, 64];

/** The head with its lids and mouth as they are at the moment. */
export function expression(
  head: readonly Vertex[],
  { closed, smile }: Pick<Moment, "closed" | "smile">,
): Vertex[] {
  return head.map((vertex, at) => {
    const lid = UPPER_LIDS.find(([upper]) => upper === at);
    if (lid) {
      const below = head[lid[1]] ?? vertex;
      return [vertex[0], vertex[1] + (below[1] - vertex[1]) * 0.9 * closed, vertex[2]];
    }
    if (MOUTH_CORNERS.includes(at))
      return [vertex[0] * (1 + smile), vertex[1] - 8 * smile * 3, vertex[2] + 10 * smile];
    return vertex;
  });
}
