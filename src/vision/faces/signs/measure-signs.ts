import { measureColour } from "../../forensics/colour.ts";
import { measureFinePattern } from "../../forensics/fine-pattern.ts";
import { measureGlare } from "../../image/glare.ts";
import { type GrayPicture, toGray } from "../../image/gray.ts";
import type { PresentationSigns } from "../../ports/faces.ts";
import type { Box } from "../../ports/picture.ts";
import type { Picture } from "../picture.ts";
import { cutOut } from "./cut-out.ts";
import { measureFrameLines } from "./frame-lines.ts";

/** The face with its hair: a screen's grid lies over all of it, a scarf's or a blind's pattern beside it. */
const WITH_HAIR = 1.3;

/**
 * What tells a picture of a face from a face, beside the nets: a fine pattern over it, straight edges around it, and
 * glare on it. Measured here and judged elsewhere.
 * @param gray the picture in grey
 * @param face in the picture's pixels
 */
export function measureSigns(picture: Picture, gray: GrayPicture, face: Box): PresentationSigns {
  const { rgba, width, height } = cutOut(picture, face, WITH_HAIR);
  const close = cutOut(picture, face, 1);
  return {
    finePattern: measureFinePattern(rgba, width, height),
    colour: measureColour(rgba, width, height),
    frameLines: measureFrameLines(gray, face),
    glare: measureGlare(toGray(close.rgba, close.width, close.height)),
  };
}
