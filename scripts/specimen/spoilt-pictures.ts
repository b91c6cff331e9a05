import { defocus, reflect } from "./camera.ts";
import { type Canvas, createCanvas, fillRectangle } from "./canvas.ts";
import { crop } from "./crop.ts";
import { DEGRADATIONS } from "./degradations.ts";
import type { Outcome } from "./outcomes.ts";
import { PLAIN_SHOT, photograph, type Shot } from "./photograph.ts";
import { place } from "./place.ts";
import type { Draw } from "./seeded.ts";

export interface DrawnSide {
  side: "front" | "back";
  sheet: Canvas;
}
interface Picture {
  side: "front" | "back";
  picture: Canvas;
  quality: number;
}

const JPEG_QUALITY = 90;

/** The pictures that are sent of a document: what its outcome does to them, and what the camera was asked to do. */
export function spoiltPictures(
  sides: readonly DrawnSide[],
  outcome: Outcome,
  degrade: readonly string[],
  draw: Draw,
): Picture[] {
  const shot: Shot = { ...PLAIN_SHOT };
  let quality = JPEG_QUALITY;
  for (const name of degrade) {
    const change = DEGRADATIONS[name];
    if (!change) throw new Error(`no degradation ${name}`);
    const { quality: asked, ...rest } = change(draw);
    Object.assign(shot, rest);
    quality = asked ?? quality;
  }
  const [front, ...others] = sides;
  if (!front) return [];
  if (outcome === "not-a-document")
    return [{ side: "front", picture: photograph(notebook(draw), shot, draw), quality }];
  if (outcome === "two-documents") {
    // Twice the side that machines read: a card's two sides on one picture would be one document.
    const { sheet } = others[0] ?? front;
    const both = besides(sheet, sheet);
    return [{ side: "front", picture: photograph(both, shot, draw), quality }];
  }
  const taken = outcome === "missing-back" ? [front] : [front, ...others];
  return taken.map(({ side, sheet }) => {
    const picture = photograph(sheet, shotFor(outcome, shot, sheet), draw);
    return { side, picture: spoil(picture, outcome), quality };
  });
}

/** A night shot, or one from so far away that the picture's short side is 170 pixels, under the product's limit of 200. */
const shotFor = (outcome: Outcome, shot: Shot, sheet: Canvas): Shot => ({
  ...shot,
  ...(outcome === "too-dark" ? { brightness: 0.035, noise: 4 } : {}),
  ...(outcome === "too-small" ? { scale: 160 / sheet.height } : {}),
});

function spoil(picture: Canvas, outcome: Outcome): Canvas {
  const { width, height } = picture;
  // Eight of a thousand pixels: strokes of an MRZ run together at three.
  if (outcome === "blurred") defocus(picture, width / 125);
  // Over the foot, where machines read.
  if (outcome === "glare") reflect(picture, width * 0.5, height * 0.72, width * 0.24, 420);
  if (outcome !== "cropped") return picture;
  // The right end of every line is lost, so that what is left touches the frame.
  const kept = { centreX: width * 0.425, centreY: height / 2, width: width * 0.85, height };
  return crop(picture, kept, Math.round(kept.width), Math.round(kept.height));
}

/** Two sheets under each other. */
function besides(upper: Canvas, lower: Canvas): Canvas {
  const gap = Math.round(upper.height * 0.08);
  const scene = createCanvas(upper.width, upper.height + gap + lower.height, [96, 98, 102]);
  const lay = (sheet: Canvas, top: number) =>
    place(scene, sheet, [
      [0, top],
      [sheet.width, top],
      [sheet.width, top + sheet.height],
      [0, top + sheet.height],
    ]);
  lay(upper, 0);
  lay(lower, upper.height + gap);
  return scene;
}

/** A page of a ruled notebook with scribbled strokes that are no letters. */
function notebook(draw: Draw): Canvas {
  const page = createCanvas(1000, 700, [244, 242, 232]);
  for (let line = 1; line < 14; line++) {
    fillRectangle(page, 0, line * 50, page.width, 2, [150, 180, 210]);
    for (let x = 60; x < 940; x += draw.whole(12, 40)) {
      fillRectangle(
        page,
        x,
        line * 50 - draw.whole(8, 26),
        draw.whole(3, 14),
        draw.whole(3, 22),
        [40, 44, 80],
      );
    }
  }
  return page;
}
