import type { Canvas } from "./canvas.ts";

/** A part of a picture: its centre and size in pixels, and by how many degrees clockwise it is tilted there. */
export interface CropArea {
  centreX: number;
  centreY: number;
  width: number;
  height: number;
  tilt?: number;
}

/** The largest area of the given shape (width over height) in the middle of a picture. */
export function middleOf(picture: Canvas, shape: number): CropArea {
  const width = Math.min(picture.width, picture.height * shape);
  return { centreX: picture.width / 2, centreY: picture.height / 2, width, height: width / shape };
}

/** The area as a picture of its own, upright, each pixel the mean of what lies under it. */
export function crop(picture: Canvas, area: CropArea, width: number, height: number): Canvas {
  const data = new Uint8ClampedArray(width * height * 4);
  const turn = ((area.tilt ?? 0) * Math.PI) / 180;
  const samples = Math.max(1, Math.ceil(area.width / width));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const sum = [0, 0, 0];
      for (let sub = 0; sub < samples * samples; sub++) {
        const right = ((x + ((sub % samples) + 0.5) / samples) / width - 0.5) * area.width;
        const down = ((y + (Math.floor(sub / samples) + 0.5) / samples) / height - 0.5) * area.height;
        const sourceX = area.centreX + right * Math.cos(turn) - down * Math.sin(turn);
        const sourceY = area.centreY + right * Math.sin(turn) + down * Math.cos(turn);
        addPixel(picture, sourceX, sourceY, sum);
      }
      data.set([...sum.map((value) => value / (samples * samples)), 255], (y * width + x) * 4);
    }
  }
  return { data, width, height };
}

/** Adds the colour at a point, between four pixels; beyond the edge the nearest pixel stands. */
function addPixel(picture: Canvas, x: number, y: number, sum: number[]): void {
  const clampedX = Math.max(0, Math.min(picture.width - 1.001, x - 0.5));
  const clampedY = Math.max(0, Math.min(picture.height - 1.001, y - 0.5));
  const left = Math.floor(clampedX);
  const top = Math.floor(clampedY);
  for (let corner = 0; corner < 4; corner++) {
    const right = corner % 2;
    const down = corner >> 1;
    const weight =
      (right === 1 ? clampedX - left : 1 - clampedX + left) *
      (down === 1 ? clampedY - top : 1 - clampedY + top);
    const at = ((top + down) * picture.width + left + right) * 4;
    for (let channel = 0; channel < 3; channel++) {
      sum[channel] = (sum[channel] as number) + weight * (picture.data[at + channel] as number);
    }
  }
}
