/** An opaque RGBA picture to draw on, eight bits a channel. */
export interface Canvas {
  width: number;
  height: number;
  data: Uint8ClampedArray;
}

export type Colour = readonly [red: number, green: number, blue: number];
export type Spot = readonly [x: number, y: number];

/** Scan lines a pixel: print a few pixels high needs smooth edges to look printed. */
const SUBLINES = 5;

export function createCanvas(width: number, height: number, colour: Colour): Canvas {
  const data = new Uint8ClampedArray(width * height * 4);
  data.set([...colour, 255]);
  // Doubling copies of the first pixel: a call for each one takes longer than all the drawing.
  for (let filled = 4; filled < data.length; filled *= 2) {
    data.copyWithin(filled, 0, Math.min(filled, data.length - filled));
  }
  return { width, height, data };
}

/** Lays a colour over one pixel; outside the canvas nothing happens. */
export function blend(canvas: Canvas, x: number, y: number, colour: Colour, alpha: number): void {
  if (x < 0 || y < 0 || x >= canvas.width || y >= canvas.height || alpha <= 0) return;
  const at = (y * canvas.width + x) * 4;
  for (let channel = 0; channel < 3; channel++) {
    const under = canvas.data[at + channel] as number;
    canvas.data[at + channel] = under + ((colour[channel] as number) - under) * Math.min(1, alpha);
  }
}

export function fillRectangle(
  canvas: Canvas,
  left: number,
  top: number,
  width: number,
  height: number,
  colour: Colour,
  alpha = 1,
): void {
  for (let y = Math.round(top); y < Math.round(top + height); y++) {
    for (let x = Math.round(left); x < Math.round(left + width); x++) blend(canvas, x, y, colour, alpha);
  }
}

/** Fills closed outlines by the non-zero winding rule, with smooth edges. */
export function fillOutlines(
  canvas: Canvas,
  outlines: readonly (readonly Spot[])[],
  colour: Colour,
  alpha = 1,
): void {
  const edges = outlines.flatMap((outline) =>
    outline.map((from, index) => [from, outline[(index + 1) % outline.length] as Spot] as const),
  );
  const ys = outlines.flat().map(([, y]) => y);
  const bottom = Math.min(canvas.height - 1, Math.ceil(Math.max(...ys)));
  const xs = outlines.flat().map(([x]) => x);
  const left = Math.floor(Math.min(...xs));
  const coverage = new Float32Array(Math.ceil(Math.max(...xs)) - left + 1);
  for (let y = Math.max(0, Math.floor(Math.min(...ys))); y <= bottom; y++) {
    coverage.fill(0);
    for (let sub = 0; sub < SUBLINES; sub++) addSpans(edges, y + (sub + 0.5) / SUBLINES, left, coverage);
    for (const [column, share] of coverage.entries()) {
      if (share > 0) blend(canvas, left + column, y, colour, (alpha * share) / SUBLINES);
    }
  }
}

/** Adds to each pixel of a row, the first of which is `left`, how much of it lies inside on one horizontal line. */
function addSpans(
  edges: readonly (readonly [Spot, Spot])[],
  line: number,
  left: number,
  coverage: Float32Array,
): void {
  const crossings: [x: number, turn: number][] = [];
  for (const [[x0, y0], [x1, y1]] of edges) {
    if (y0 <= line === y1 <= line) continue;
    crossings.push([x0 + ((line - y0) / (y1 - y0)) * (x1 - x0) - left, y1 > y0 ? 1 : -1]);
  }
  crossings.sort((a, b) => a[0] - b[0]);
  let winding = 0;
  for (const [index, [from, turn]] of crossings.entries()) {
    winding += turn;
    const to = crossings[index + 1]?.[0];
    if (winding === 0 || to === undefined) continue;
    const last = Math.min(coverage.length - 1, Math.floor(to));
    for (let x = Math.max(0, Math.floor(from)); x <= last; x++) {
      coverage[x] = (coverage[x] as number) + Math.max(0, Math.min(to, x + 1) - Math.max(from, x));
    }
  }
}

/** Draws a line of even darkness along a dense row of points with a round pen, however often it crosses itself. */
export function strokeCurve(
  canvas: Canvas,
  points: Iterable<Spot>,
  width: number,
  colour: Colour,
  alpha = 1,
): void {
  const inked = new Float32Array(canvas.width * canvas.height);
  const radius = width / 2;
  for (const [cx, cy] of points) {
    for (let y = Math.floor(cy - radius - 1); y <= cy + radius + 1; y++) {
      if (y < 0 || y >= canvas.height) continue;
      for (let x = Math.floor(cx - radius - 1); x <= cx + radius + 1; x++) {
        if (x < 0 || x >= canvas.width) continue;
        const share = Math.min(1, radius + 0.5 - Math.hypot(x + 0.5 - cx, y + 0.5 - cy));
        const at = y * canvas.width + x;
        if (share > (inked[at] as number)) inked[at] = share;
      }
    }
  }
  for (let at = 0; at < inked.length; at++) {
    const share = inked[at] as number;
    if (share > 0) blend(canvas, at % canvas.width, Math.floor(at / canvas.width), colour, alpha * share);
  }
}
