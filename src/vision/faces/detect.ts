import type { Box } from "../port.ts";
import type { Net } from "../runtime/executor.ts";
import { type Affine, type QuarterTurn, turnMap } from "./affine.ts";
import { type ScoredBox, suppress } from "./boxes.ts";
import { detectInWindow } from "./detector.ts";
import type { Pyramid } from "./picture.ts";

/** Faces found under one turn of the picture; boxes are in pixels of the picture after that turn. */
export interface Detection {
  turn: QuarterTurn;
  view: Affine;
  width: number;
  height: number;
  faces: ScoredBox[];
}

/** Score from which the net's answer counts as a face; its authors take .65. */
const FACE = 0.6;
/** Asked of a face that only a closer or turned look found: each further look is one more chance to be wrong. */
const FACE_AT_SECOND_LOOK = 0.8;
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

function around({ x, y, width, height }: Box, factor: number): Box {
  return {
    x: x - (width * (factor - 1)) / 2,
    y: y - (height * (factor - 1)) / 2,
    width: width * factor,
    height: height * factor,
  };
}

function tilesOf(whole: Box): Box[] {
  const tiles: Box[] = [];
  for (let row = 0; row + TILE <= 1; row += TILE_STEP) {
    for (let column = 0; column + TILE <= 1; column += TILE_STEP) {
      tiles.push({
        x: whole.width * column,
        y: whole.height * row,
        width: whole.width * TILE,
        height: whole.height * TILE,
      });
    }
  }
  return tiles;
}

/** A box in the middle of nothing: parts of it outside the picture are cut, and it must still be mostly inside. */
function inside(box: Box, width: number, height: number): boolean {
  const shownX = Math.min(box.x + box.width, width) - Math.max(box.x, 0);
  const shownY = Math.min(box.y + box.height, height) - Math.max(box.y, 0);
  return shownX > box.width / 2 && shownY > box.height / 2;
}

/**
 * Finds the faces of a picture. One look at the whole picture is enough for most; when it finds none, closer looks
 * at its weak answers, a look with a margin, the three other turns, and nine tiles (for the portrait on a document
 * that is small in its picture) follow until one finds a face. At most 17 runs of the net: a count, not a time,
 * because a Worker's clock stands still while it computes.
 */
export function detectFaces(net: Net, pyramid: Pyramid): Detection {
  const look = (turn: QuarterTurn, windows: (whole: Box) => Box[], minScore: number): Detection => {
    const sideways = turn === 90 || turn === 270;
    const width = sideways ? pyramid.height : pyramid.width;
    const height = sideways ? pyramid.width : pyramid.height;
    const view = turnMap(turn, pyramid.width, pyramid.height);
    const found = windows({ x: 0, y: 0, width, height }).flatMap((window) =>
      detectInWindow(net, pyramid, view, window, minScore),
    );
    const faces = suppress(found, 0.4).filter(({ box }) => inside(box, width, height));
    return { turn, view, width, height, faces };
  };

  const first = look(0, (whole) => [whole], HINT);
  const sure = first.faces.filter(({ score }) => score >= FACE);
  if (sure.length > 0) return { ...first, faces: sure };
  const hints = first.faces.slice(0, CLOSER_LOOKS);
  const further: [QuarterTurn, (whole: Box) => Box[], number][] = [
    [0, () => hints.map(({ box }) => around(box, SURROUNDINGS)), FACE],
    [0, (whole) => [around(whole, 1 + 2 * PADDING)], FACE],
    [90, (whole) => [whole], FACE_AT_SECOND_LOOK],
    [270, (whole) => [whole], FACE_AT_SECOND_LOOK],
    [180, (whole) => [whole], FACE_AT_SECOND_LOOK],
    [0, tilesOf, FACE_AT_SECOND_LOOK],
  ];
  for (const [turn, windows, minScore] of further) {
    const detection = look(turn, windows, minScore);
    if (detection.faces.length > 0) return detection;
  }
  return { ...first, faces: [] };
}
