import type { Box, Point } from "../ports/picture.ts";
import type { Net } from "../runtime/executor.ts";
import { type Affine, apply, compose, invert, type QuarterTurn, turnMap } from "./affine.ts";
import { SAME_FACE, type ScoredBox, suppress } from "./boxes.ts";
import { detectInWindow } from "./detector.ts";
import { findLandmarks } from "./landmarks.ts";
import type { Pyramid } from "./picture.ts";

export interface FoundFace extends ScoredBox {
  /** 68 points in pixels of the picture. */
  landmarks: Point[];
  unsteadiness: number;
}

/** The faces of a picture, largest first; their boxes are in pixels of the picture after `turn` (`view` leads back). */
export interface FoundFaces {
  turn: QuarterTurn;
  view: Affine;
  width: number;
  height: number;
  faces: FoundFace[];
}

/** Score from which the detector's answer counts as a face; its authors take .65. */
const FACE = 0.6;
/** Asked of a closer look, which shows the face at the size that the detector knows best. */
const FACE_FROM_CLOSE = 0.7;
/** A weak answer is worth a closer look; so is a strong one that came from a turned or cut picture. */
const HINT = 0.15;
const CLOSER_LOOKS = 3;
/** How much of a hint's surroundings a closer look shows: the net wants to see a head and shoulders. */
const SURROUNDINGS = 4;
/**
 * Runs of the detector (46 ms each) spent on a picture in which no face shows. A count, not a time: a Worker's
 * clock stands still while it computes.
 */
const MAX_RUNS = 27;
/** The detector's own shape, width to height: bands of it show a tall picture at almost twice the size. */
const DETECTOR_SHAPE = 4 / 3;
/** Margin added around a picture that a face may fill to its edges. */
const PADDING = 0.35;
/** Side of a tile as a share of the picture's, and how far the next one lies: every face under ¼ is whole in one. */
const TILE = 0.5;
const TILE_STEP = 0.25;
/** Fewer pixels than this hold no likeness, and letters of print are often taken for faces of this size. */
const MIN_HEIGHT_PX = 20;
/**
 * Landmarks that move more than this with the crop lie on no face. Measured: 50 faces .006-.06, seals, coats of
 * arms, letters and hidden background faces .1 and more.
 */
const MAX_UNSTEADINESS = 0.1;
/** Faces described at most; more would only spend time, as no rule asks for more than "several". */
const MAX_FACES = 5;

const TURNS: readonly QuarterTurn[] = [0, 90, 180, 270];

interface View {
  turn: QuarterTurn;
  view: Affine;
  whole: Box;
}

function viewOf(pyramid: Pyramid, turn: QuarterTurn): View {
  const sideways = turn === 90 || turn === 270;
  const [width, height] = sideways ? [pyramid.height, pyramid.width] : [pyramid.width, pyramid.height];
  return { turn, view: turnMap(turn, pyramid.width, pyramid.height), whole: { x: 0, y: 0, width, height } };
}

function around({ x, y, width, height }: Box, factor: number): Box {
  return {
    x: x - (width * (factor - 1)) / 2,
    y: y - (height * (factor - 1)) / 2,
    width: width * factor,
    height: height * factor,
  };
}

function tilesOf({ width, height }: Box): Box[] {
  const tiles: Box[] = [];
  for (let y = 0; y + TILE <= 1; y += TILE_STEP) {
    for (let x = 0; x + TILE <= 1; x += TILE_STEP) {
      tiles.push({ x: width * x, y: height * y, width: width * TILE, height: height * TILE });
    }
  }
  return tiles;
}

/** The box as another view of the same picture shows it; quarter turns keep it a box. */
function boxIn(to: View, from: View, { x, y, width, height }: Box): Box {
  const map = compose(invert(to.view), from.view);
  const [x1, y1] = apply(map, [x, y]);
  const [x2, y2] = apply(map, [x + width, y + height]);
  return { x: Math.min(x1, x2), y: Math.min(y1, y2), width: Math.abs(x2 - x1), height: Math.abs(y2 - y1) };
}

/** The whole view, or the top, middle and bottom of one that is taller than wide. */
function bandsOf(whole: Box): Box[] {
  const height = whole.width / DETECTOR_SHAPE;
  if (whole.height <= whole.width) return [whole];
  return [0, 0.5, 1].map((part) => ({ ...whole, y: (whole.height - height) * part, height }));
}

/** Large enough, and with at least half of each side inside the picture. */
function isPlausible({ box }: ScoredBox, { whole }: View): boolean {
  const shownX = Math.min(box.x + box.width, whole.width) - Math.max(box.x, 0);
  const shownY = Math.min(box.y + box.height, whole.height) - Math.max(box.y, 0);
  return box.height >= MIN_HEIGHT_PX && shownX > box.width / 2 && shownY > box.height / 2;
}

/**
 * Finds the faces of a picture. A face is what the detector sees and the landmark net confirms. One look at the
 * whole picture is enough for most. When it finds none, further looks follow until one does: with a margin, at
 * bands of a tall picture, under the three other turns, and at nine tiles (for the portrait on a document that is
 * small in its picture); what they show must hold in a closer look.
 */
export function findFaces(detector: Net, landmarker: Net, pyramid: Pyramid): FoundFaces {
  let runs = 0;
  const detect = (from: View, windows: readonly Box[]): ScoredBox[] => {
    const affordable = windows.slice(0, MAX_RUNS - runs);
    runs += affordable.length;
    const found = affordable.flatMap((window) => detectInWindow(detector, pyramid, from.view, window, HINT));
    return suppress(found, SAME_FACE).filter((candidate) => isPlausible(candidate, from));
  };
  const confirm = (from: View, candidates: readonly ScoredBox[], minScore: number): FoundFaces => {
    const faces: FoundFace[] = [];
    for (const candidate of candidates) {
      if (candidate.score < minScore || faces.length === MAX_FACES) break;
      const { points, unsteadiness } = findLandmarks(landmarker, pyramid, from.view, candidate.box);
      if (unsteadiness <= MAX_UNSTEADINESS) faces.push({ ...candidate, landmarks: points, unsteadiness });
    }
    faces.sort((a, b) => b.box.width * b.box.height - a.box.width * a.box.height);
    return { turn: from.turn, view: from.view, width: from.whole.width, height: from.whole.height, faces };
  };
  const closeUp = (from: View, boxes: readonly Box[]): FoundFaces =>
    confirm(
      from,
      detect(
        from,
        boxes.slice(0, CLOSER_LOOKS).map((box) => around(box, SURROUNDINGS)),
      ),
      FACE_FROM_CLOSE,
    );
  /** The detector also knows faces that lie or hang; of the four turns the one with the steadiest landmarks is right. */
  const lookCloser = (from: View, hints: readonly ScoredBox[]): FoundFaces => {
    let best = closeUp(
      from,
      hints.map(({ box }) => box),
    );
    const [face] = best.faces;
    if (!face) return best;
    for (const turn of TURNS.filter((other) => other !== from.turn)) {
      const to = viewOf(pyramid, turn);
      const found = closeUp(to, [boxIn(to, from, face.box)]);
      const unsteadiness = found.faces[0]?.unsteadiness ?? Number.POSITIVE_INFINITY;
      if (unsteadiness < (best.faces[0]?.unsteadiness ?? 0)) best = found;
    }
    return best;
  };

  const upright = viewOf(pyramid, 0);
  const seen = detect(upright, [upright.whole]);
  const first = confirm(upright, seen, FACE);
  if (first.faces.length > 0) return first;
  const closer = lookCloser(upright, seen);
  if (closer.faces.length > 0) return closer;
  const further: [QuarterTurn, (whole: Box) => Box[]][] = [
    [0, (whole) => [around(whole, 1 + 2 * PADDING)]],
    ...(upright.whole.height > upright.whole.width
      ? [[0, bandsOf] satisfies [QuarterTurn, typeof bandsOf]]
      : []),
    [90, bandsOf],
    [270, bandsOf],
    [180, bandsOf],
    [0, tilesOf],
  ];
  for (const [turn, windows] of further) {
    const from = viewOf(pyramid, turn);
    const found = lookCloser(from, detect(from, windows(from.whole)));
    if (found.faces.length > 0) return found;
  }
  return first;
}
