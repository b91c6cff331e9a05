import type { Box, Point } from "../port.ts";
import type { Net } from "../runtime/executor.ts";
import { type Affine, type QuarterTurn, turnMap } from "./affine.ts";
import { SAME_FACE, type ScoredBox, suppress } from "./boxes.ts";
import { detectInWindow } from "./detector.ts";
import { findLandmarks } from "./landmarks.ts";
import type { Pyramid } from "./picture.ts";

export interface FoundFace extends ScoredBox {
  /** 68 points in pixels of the picture. */
  landmarks: Point[];
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
/** A weak answer is worth a closer look. */
const HINT = 0.15;
const CLOSER_LOOKS = 3;
/** How much of a hint's surroundings a closer look shows: the net wants to see a head and shoulders. */
const SURROUNDINGS = 4;
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

/** Large enough, and with at least half of each side inside the picture. */
function isPlausible({ box }: ScoredBox, { whole }: View): boolean {
  const shownX = Math.min(box.x + box.width, whole.width) - Math.max(box.x, 0);
  const shownY = Math.min(box.y + box.height, whole.height) - Math.max(box.y, 0);
  return box.height >= MIN_HEIGHT_PX && shownX > box.width / 2 && shownY > box.height / 2;
}

/**
 * Finds the faces of a picture. A face is what the detector sees and the landmark net confirms. One look at the
 * whole picture is enough for most; when it finds none, closer looks at its weak answers, a look with a margin, the
 * three other turns, and nine tiles (for the portrait on a document that is small in its picture) follow until one
 * finds a face. At most 17 runs of the detector: a count, not a time, because a Worker's clock stands still while
 * it computes.
 */
export function findFaces(detector: Net, landmarker: Net, pyramid: Pyramid): FoundFaces {
  const detect = (from: View, windows: readonly Box[]): ScoredBox[] => {
    const found = windows.flatMap((window) => detectInWindow(detector, pyramid, from.view, window, HINT));
    return suppress(found, SAME_FACE).filter((candidate) => isPlausible(candidate, from));
  };
  const confirm = (from: View, candidates: readonly ScoredBox[]): FoundFaces => {
    const faces: FoundFace[] = [];
    for (const candidate of candidates) {
      if (candidate.score < FACE || faces.length === MAX_FACES) break;
      const { points, unsteadiness } = findLandmarks(landmarker, pyramid, from.view, candidate.box);
      if (unsteadiness <= MAX_UNSTEADINESS) faces.push({ ...candidate, landmarks: points });
    }
    faces.sort((a, b) => b.box.width * b.box.height - a.box.width * a.box.height);
    return { turn: from.turn, view: from.view, width: from.whole.width, height: from.whole.height, faces };
  };

  const upright = viewOf(pyramid, 0);
  const seen = detect(upright, [upright.whole]);
  const first = confirm(upright, seen);
  if (first.faces.length > 0) return first;
  const hints = seen.slice(0, CLOSER_LOOKS).map(({ box }) => around(box, SURROUNDINGS));
  const further: [QuarterTurn, (whole: Box) => Box[]][] = [
    [0, () => hints],
    [0, (whole) => [around(whole, 1 + 2 * PADDING)]],
    [90, (whole) => [whole]],
    [270, (whole) => [whole]],
    [180, (whole) => [whole]],
    [0, tilesOf],
  ];
  for (const [turn, windows] of further) {
    const from = viewOf(pyramid, turn);
    const found = confirm(from, detect(from, windows(from.whole)));
    if (found.faces.length > 0) return found;
  }
  return first;
}
