import { beforeAll, describe, expect, it } from "vitest";
import { writeBarcode } from "zxing-wasm/writer";
import type { GrayPicture } from "../../../../src/vision/image/gray.ts";
import type { Point } from "../../../../src/vision/ports/picture.ts";
import { readBarcodes } from "../../../../src/vision/text/barcodes.ts";
import { redrawPdf417 } from "../../../../src/vision/text/pdf417/redraw.ts";
import { projectionOf, straighten } from "../../../../src/vision/text/pdf417/straighten.ts";
import { prepareBarcodeWriter } from "../../../support/barcode-writer.ts";

const TEXT = `ANSI 636000100001DL00310278${"DAQT64235789 DCSSAMPLE DACMICHAEL DBB06061986 DAG2300 WEST BROAD STREET ".repeat(3)}`;
const FINE = 6;

/** A page with a symbol of ten columns, six pixels a module. */
async function finePage(options = "columns=10,ecLevel=4"): Promise<GrayPicture> {
  const { symbol } = await writeBarcode(TEXT, { format: "PDF417", scale: 1, options });
  const margin = 30 * FINE;
  const width = symbol.width * FINE + 2 * margin;
  const height = symbol.height * FINE + 2 * margin;
  const data = new Uint8Array(width * height).fill(205);
  for (let y = 0; y < symbol.height * FINE; y++)
    for (let x = 0; x < symbol.width * FINE; x++)
      if (symbol.data[Math.floor(y / FINE) * symbol.width + Math.floor(x / FINE)] === 0)
        data[(y + margin) * width + x + margin] = 40;
  return { data, width, height };
}

/** The page as a distant camera sees it: aslant, its far end smaller, a pixel the mean of what lies under it. */
function seen(page: GrayPicture, modulePx: number, degrees: number, narrower = 0): GrayPicture {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const scale = modulePx / FINE;
  const [w, h] = [(page.width * scale) / 2, (page.height * scale) / 2];
  const size = Math.ceil(2 * Math.hypot(w, h));
  const place = (x: number, y: number): Point => [size / 2 + x * cos - y * sin, size / 2 + x * sin + y * cos];
  const finer = 3;
  const corners = [place(-w, -h), place(w, -h * (1 - narrower)), place(w, h * (1 - narrower)), place(-w, h)];
  const onPage: Point[] = [
    [0, 0],
    [page.width, 0],
    [page.width, page.height],
    [0, page.height],
  ];
  const projection = projectionOf(
    corners.map(([x, y]): Point => [x * finer, y * finer]),
    onPage,
  );
  if (!projection) throw new Error("no projection");
  const large = straighten(page, projection, size * finer, size * finer);
  const data = new Uint8Array(size * size).map((_, at) => {
    const [x, y] = [(at % size) * finer, Math.floor(at / size) * finer];
    let sum = 0;
    for (let down = 0; down < finer; down++)
      for (let across = 0; across < finer; across++)
        sum += large.data[(y + down) * large.width + x + across] as number;
    return sum / finer / finer;
  });
  return { data, width: size, height: size };
}

beforeAll(prepareBarcodeWriter);

describe("redrawPdf417", () => {
  it.each([
    { modulePx: 2, degrees: 12, narrower: 0 },
    { modulePx: 1.3, degrees: 187, narrower: 0.03 },
    { modulePx: 1.5, degrees: 96, narrower: 0.06 },
  ])(
    "makes readable what lies aslant: $modulePx px a module, $degrees degrees, narrower by $narrower",
    async ({ modulePx, degrees, narrower }) => {
      const picture = seen(await finePage(), modulePx, degrees, narrower);
      // The reader of edges alone does not manage.
      expect(await readBarcodes(picture, { thorough: false })).toEqual([]);
      const [reading, ...more] = await readBarcodes(picture);
      expect(more).toEqual([]);
      expect(reading).toMatchObject({ format: "PDF417", text: TEXT });
    },
  );

  it("says where the symbol lies, its own top left first", async () => {
    const picture = seen(await finePage(), 2, 180);
    const [redrawn] = redrawPdf417(picture);
    const [topLeft, , bottomRight] = redrawn?.polygon ?? [];
    const middle = picture.width / 2;
    expect(topLeft?.[0]).toBeGreaterThan(middle + 150);
    expect(bottomRight?.[0]).toBeLessThan(middle - 150);
    expect(topLeft?.[1]).toBeGreaterThan(bottomRight?.[1] ?? Number.POSITIVE_INFINITY);
  });

  it("does not believe a guess that hardly anything corrects", async () => {
    const picture = seen(await finePage("columns=10,ecLevel=0"), 1.4, -7);
    expect([...redrawPdf417(picture)]).toHaveLength(1);
    expect(await readBarcodes(picture)).toEqual([]);
  });

  it("draws nothing from stripes, from noise and from an empty page", () => {
    const page = (of: (x: number, y: number) => number): GrayPicture => ({
      data: new Uint8Array(400 * 300).map((_, at) => of(at % 400, Math.floor(at / 400))),
      width: 400,
      height: 300,
    });
    const within = (x: number, y: number) => x > 60 && x < 340 && y > 100 && y < 200;
    expect([...redrawPdf417(page(() => 200))]).toEqual([]);
    expect([...redrawPdf417(page((x, y) => (within(x, y) && x % 4 < 2 ? 40 : 200)))]).toEqual([]);
    expect([...redrawPdf417(page((x, y) => ((x * 7919 + y * 104_729) * 31) % 251))]).toEqual([]);
    expect([...redrawPdf417({ data: new Uint8Array(20), width: 5, height: 4 })]).toEqual([]);
  });
});
