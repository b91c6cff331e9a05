import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { seeded } from "../../../scripts/forensics/random.ts";
import { onPaper, onScreen } from "../../../scripts/liveness/recaptures.ts";
import { type Canvas, createCanvas, fillOutlines, fillRectangle } from "../../../scripts/specimen/canvas.ts";
import { crop } from "../../../scripts/specimen/crop.ts";
import { decodeJpegFile } from "../../../scripts/specimen/node-codecs.ts";
import { SAMPLES, SAMPLES_DIR } from "../../../scripts/specimen/sample-faces.ts";
import { samplePicture } from "../../../scripts/specimen/sample-pictures.ts";

/** Where the selfie's eyes and mouth lie in its crop of 720 by 960 pixels; the head is tilted. */
const EYES = [
  [357, 282],
  [412, 338],
] as const;
const MOUTH = [312, 385] as const;

function oval(cx: number, cy: number, rx: number, ry: number): (readonly [number, number])[] {
  return Array.from({ length: 48 }, (_, at) => {
    const angle = (at / 48) * 2 * Math.PI;
    return [cx + rx * Math.cos(angle), cy + ry * Math.sin(angle)] as const;
  });
}

const changed = (picture: Canvas, draw: (canvas: Canvas) => void): Canvas => {
  const copy = { ...picture, data: picture.data.slice() };
  draw(copy);
  return copy;
};

/** A face as a child draws it: an oval, two eyes, a nose and a mouth in flat colours. */
function drawing(): Canvas {
  const canvas = createCanvas(480, 640, [245, 245, 240]);
  fillOutlines(canvas, [oval(240, 320, 130, 180)], [230, 190, 160]);
  for (const x of [190, 290]) {
    fillOutlines(canvas, [oval(x, 280, 26, 14)], [255, 255, 255]);
    fillOutlines(canvas, [oval(x, 280, 10, 10)], [40, 30, 20]);
  }
  fillRectangle(canvas, 232, 300, 16, 60, [205, 160, 130]);
  fillOutlines(canvas, [oval(240, 410, 50, 14)], [180, 60, 60]);
  return canvas;
}

/** The selfie in a picture of grey, so small or large. */
function placed(selfie: Canvas, width: number, height: number, faceCrop: number): Canvas {
  const small = crop(
    selfie,
    { centreX: 360, centreY: 480, width: selfie.width, height: selfie.height },
    faceCrop,
    Math.round((faceCrop * selfie.height) / selfie.width),
  );
  const canvas = createCanvas(width, height, [128, 126, 122]);
  const [left, top] = [(width - small.width) >> 1, (height - small.height) >> 1];
  for (let y = 0; y < small.height; y++)
    canvas.data.set(
      small.data.subarray(y * small.width * 4, (y + 1) * small.width * 4),
      ((top + y) * width + left) * 4,
    );
  return canvas;
}

/** Pictures that are no selfie of one person, by what is wrong with them; null where the photographs were not fetched. */
export async function badFaces() {
  const at = path.join(SAMPLES_DIR, SAMPLES.selfie.file);
  const selfie = await samplePicture("selfie");
  if (!selfie || !existsSync(at)) return null;
  const group = await decodeJpegFile(readFileSync(at));
  const another = crop(group, { centreX: 928, centreY: 540, width: 480, height: 640 }, 480, 640);
  const random = seeded(4);
  return {
    selfie,
    another,
    pictures: {
      "nobody: a wall": createCanvas(480, 640, [150, 140, 130]),
      "black: the lens was covered": createCanvas(480, 640, [0, 0, 0]),
      "many people": crop(group, { centreX: 960, centreY: 640, width: 1920, height: 1280 }, 960, 640),
      "a drawing": drawing(),
      "a print, held up": onPaper(selfie, true, random),
      "a screen, held up": onScreen(selfie, true, random),
      "a face of few pixels in a large picture": placed(selfie, 960, 1280, 90),
      "a picture of a stamp's size": crop(
        selfie,
        { centreX: 360, centreY: 320, width: 400, height: 400 },
        64,
        64,
      ),
      "a face beyond the picture's edges": crop(
        selfie,
        { centreX: 355, centreY: 325, width: 130, height: 130 },
        640,
        640,
      ),
      "a mask": changed(selfie, (canvas) => fillOutlines(canvas, [oval(...MOUTH, 72, 62)], [120, 160, 190])),
      sunglasses: changed(selfie, (canvas) => {
        for (const [x, y] of EYES) fillOutlines(canvas, [oval(x, y, 36, 34)], [15, 15, 18]);
      }),
    } satisfies Record<string, Canvas>,
  };
}
