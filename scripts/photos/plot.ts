import { BLUR_EDGES, byClass, HEIGHT_EDGES, type PhotoResult, rateOf } from "./result.ts";

const WIDTH = 640;
const HEIGHT = 360;
const FRAME = { left: 56, right: 150, top: 36, bottom: 48 };
const COLOURS = ["#0b6e4f", "#2f6db5", "#c77d0a", "#b3322f"] as const;
const FONT = 'font-family="sans-serif" font-size="12" fill="#333"';

const x = (heightPx: number): number => {
  const [low, high] = [Math.log(HEIGHT_EDGES[0]), Math.log(HEIGHT_EDGES[HEIGHT_EDGES.length - 1] ?? 30)];
  return FRAME.left + ((Math.log(heightPx) - low) / (high - low)) * (WIDTH - FRAME.left - FRAME.right);
};
const y = (share: number): number => HEIGHT - FRAME.bottom - share * (HEIGHT - FRAME.top - FRAME.bottom);

/** Share of the MRZs read exactly by the height of their capitals, a line for each class of blur, as SVG. */
export function plotByHeight(results: readonly PhotoResult[]): string {
  const zones = results.filter(({ modulePx }) => modulePx === 0);
  const lines = byClass(zones, BLUR_EDGES, ({ blur }) => blur).map((blurred, at) => {
    const points = byClass(blurred.results, HEIGHT_EDGES, ({ heightPx }) => heightPx)
      .map((one) => ({ at: Math.sqrt(one.from * one.to), ...rateOf(one.results) }))
      .filter(({ photos }) => photos > 0)
      .map(({ at: middle, exact, photos }) => [x(middle).toFixed(1), y(exact / photos).toFixed(1)] as const);
    const colour = COLOURS[at % COLOURS.length] ?? "#333";
    const label = `blur ${blurred.from}-${blurred.to}`;
    const key = FRAME.top + 14 + at * 20;
    return [
      `<polyline points="${points.map((point) => point.join(",")).join(" ")}" fill="none" stroke="${colour}" stroke-width="2"/>`,
      ...points.map(([px, py]) => `<circle cx="${px}" cy="${py}" r="3.5" fill="${colour}"/>`),
      `<rect x="${WIDTH - FRAME.right + 16}" y="${key - 9}" width="12" height="12" fill="${colour}"/>`,
      `<text x="${WIDTH - FRAME.right + 34}" y="${key + 2}" ${FONT}>${label}</text>`,
    ].join("\n");
  });
  const across = HEIGHT_EDGES.map(
    (edge) =>
      `<text x="${x(edge).toFixed(1)}" y="${HEIGHT - FRAME.bottom + 18}" text-anchor="middle" ${FONT}>${edge}</text>`,
  );
  const up = [0, 0.25, 0.5, 0.75, 1].map(
    (share) =>
      `<line x1="${FRAME.left}" x2="${WIDTH - FRAME.right}" y1="${y(share)}" y2="${y(share)}" stroke="#ddd"/>\n<text x="${FRAME.left - 8}" y="${y(share) + 4}" text-anchor="end" ${FONT}>${share * 100} %</text>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}">`,
    "<title>MRZ read exactly, by height of capitals and blur</title>",
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    `<text x="${FRAME.left}" y="20" ${FONT} font-weight="bold">MRZ read exactly, ${zones.length} synthetic photographs</text>`,
    ...up,
    ...across,
    `<text x="${FRAME.left}" y="${HEIGHT - 10}" ${FONT}>height of a capital in pixels; blur: its deviation as a share of that height</text>`,
    ...lines,
    "</svg>",
    "",
  ].join("\n");
}
