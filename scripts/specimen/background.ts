import { type Canvas, type Colour, type Spot, strokeCurve } from "./canvas.ts";

const TEAL: Colour = [20, 120, 125];
const ROSE: Colour = [165, 70, 110];
const GOLD: Colour = [180, 140, 50];

/** Fine-line print as on security paper: waves over the page, a rosette behind the data, and a light wash of colour. */
export function drawSecurityBackground(canvas: Canvas): void {
  wash(canvas);
  const { width, height } = canvas;
  for (let index = -4; index < 30; index++) {
    waves(canvas, (index / 26) * height, index % 2 === 0 ? TEAL : ROSE, 0.13, index);
  }
  rosette(canvas, [width * 0.66, height * 0.4], height * 0.34, TEAL, 0.15);
  rosette(canvas, [width * 0.66, height * 0.4], height * 0.2, GOLD, 0.2);
  rosette(canvas, [width * 0.93, height * 0.12], height * 0.1, ROSE, 0.17);
}

/** Light blue on the left to light sand on the right. */
function wash(canvas: Canvas): void {
  for (let y = 0; y < canvas.height; y++) {
    for (let x = 0; x < canvas.width; x++) {
      const across = x / canvas.width;
      const at = (y * canvas.width + x) * 4;
      canvas.data[at] = 226 + 22 * across;
      canvas.data[at + 1] = 238 + 3 * Math.sin(across * Math.PI);
      canvas.data[at + 2] = 242 - 18 * across;
    }
  }
}

function waves(canvas: Canvas, level: number, colour: Colour, alpha: number, phase: number): void {
  const points: Spot[] = [];
  for (let x = 0; x < canvas.width; x += 0.7) {
    const swing = 14 * Math.sin(x / 61 + phase * 0.7) + 22 * Math.sin(x / 173 - phase * 0.23);
    points.push([x, level + swing]);
  }
  strokeCurve(canvas, points, 0.9, colour, alpha);
}

/** Twelve waves round one centre, each turned a little, as an engine-turned rosette. */
function rosette(canvas: Canvas, [cx, cy]: Spot, radius: number, colour: Colour, alpha: number): void {
  const strands = 12;
  for (let strand = 0; strand < strands; strand++) {
    const points: Spot[] = [];
    const steps = Math.ceil(radius * 14);
    const shift = (strand / strands) * Math.PI * 2;
    for (let step = 0; step <= steps; step++) {
      const angle = (step / steps) * Math.PI * 2;
      const reach = radius * (0.62 + 0.3 * Math.sin(angle * 5 + shift) + 0.08 * Math.sin(angle * 15 - shift));
      points.push([cx + reach * Math.cos(angle), cy + reach * Math.sin(angle)]);
    }
    strokeCurve(canvas, points, 0.8, colour, alpha);
  }
}
