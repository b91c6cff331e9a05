import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { type Canvas, createCanvas, fillRectangle } from "../../scripts/specimen/canvas.ts";
import { pagePrinter } from "../../scripts/specimen/page.ts";
import { documentEndpoints } from "../../src/features/documents/routes.ts";
import { concatBytes, toBase64, utf8 } from "../../src/kernel/bytes.ts";
import { documents } from "../../src/storage/tables/documents.ts";
import type { DocumentsVisionPort } from "../../src/vision/ports/documents.ts";
import { readDocument } from "../../src/vision/text/read-document.ts";
import { aTenant, bindings } from "../support/deps.ts";
import { ask, aToken, edgeApp, edgeDeps, openGate } from "../support/edge.ts";
import { aFace, aFacesReading, aTd3, recordedFaces } from "../support/vision.ts";
import {
  jpegOf,
  type Pixels,
  PNG_MAGIC,
  paint,
  pngChunk,
  pngHeader,
  pngOf,
  pngOfRows,
  seeded,
  webpOf,
  withJpegSegment,
} from "../vision/image/make-pictures.ts";

/**
 * The documents Worker's own reader, in this isolate: what is answered here is what the engines read. Its clock stands
 * still, as a deployed Worker's does while it computes, so that a busy machine reads no less than an idle one.
 */
const realDocuments: DocumentsVisionPort = {
  readDocument: (image, { budgetMs }) => readDocument(image, { budgetMs: Math.min(budgetMs, 2500) }, () => 0),
};
/** A machine under load is slow, not wrong. */
const SLOW_MS = 300_000;
const PX_PER_MM = 8;
const NO_FACE = aFacesReading({ faces: [] });

/** A passport's page with a zone whose check digits hold, and some print above it. */
function aPage(number = "L898902C3"): Canvas {
  const page = createCanvas(125 * PX_PER_MM, 88 * PX_PER_MM, [214, 226, 220]);
  fillRectangle(page, 5 * PX_PER_MM, 16 * PX_PER_MM, 35 * PX_PER_MM, 40 * PX_PER_MM, [150, 130, 120]);
  for (let row = 0; row < 6; row++)
    fillRectangle(
      page,
      46 * PX_PER_MM,
      (18 + row * 6) * PX_PER_MM,
      (30 + row * 4) * PX_PER_MM,
      10,
      [40, 50, 70],
    );
  pagePrinter(page, PX_PER_MM, 88).mrz(aTd3({ number, expires: "350415" }), 6.6, 9.4);
  return page;
}

/** Pages laid on a table, one under the other. */
function onTable(...pages: Canvas[]): Pixels {
  const [width, height] = [1060, pages.reduce((sum, page) => sum + page.height + 30, 30)];
  const table = createCanvas(width, height, [96, 90, 84]);
  let top = 30;
  for (const page of pages) {
    for (let y = 0; y < page.height; y++)
      table.data.set(
        page.data.subarray(y * page.width * 4, (y + 1) * page.width * 4),
        ((top + y) * width + 30) * 4,
      );
    top += page.height + 30;
  }
  return table;
}

const moved = ({ width, height, data }: Pixels, from: (x: number, y: number) => number): Pixels => {
  const out = new Uint8ClampedArray(data.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      out.set(data.subarray(from(x, y) * 4, from(x, y) * 4 + 4), (y * width + x) * 4);
  return { width, height, data: out };
};
const mirrorOf = (pixels: Pixels) => moved(pixels, (x, y) => y * pixels.width + pixels.width - 1 - x);
const onItsHead = (pixels: Pixels) => moved(pixels, (x, y) => (pixels.height - y) * pixels.width - 1 - x);
const grayOf = ({ data }: Pixels) =>
  Uint8Array.from({ length: data.length / 4 }, (_, at) => data[at * 4 + 1] ?? 0);
const random = seeded(9303);
const landscape = paint(900, 600, (x, y) =>
  y < 260 + 60 * Math.sin(x / 90) ? [120, 170, 230 - y / 8] : [60 + random() * 40, 120 + random() * 60, 50],
);

const page = onTable(aPage());
let passport: Uint8Array;
beforeAll(async () => {
  passport = await jpegOf(page, { quality: 85 });
});

async function anApi(faces = NO_FACE) {
  const edge = edgeDeps({ limiter: openGate });
  const deps = {
    ...edge,
    documentsVision: realDocuments,
    facesVision: recordedFaces(faces),
    visualZone: null,
  };
  const app = edgeApp(edge, documentEndpoints(deps));
  const tenantId = await aTenant(edge);
  const token = await aToken(edge, { tenantId });
  const scan = async (picture: Uint8Array, locale = "en") =>
    ask(app, "/v2/enroll/documents/scan", {
      method: "POST",
      token,
      body: { images: [{ side: "front", data: toBase64(Uint8Array.from(picture)) }] },
      headers: { "accept-language": locale },
    });
  const stored = async () => ({
    rows: (await deps.database.select().from(documents).where(eq(documents.tenantId, tenantId))).length,
    blobs: (await bindings.IMAGES.list({ prefix: tenantId })).objects.length,
  });
  return { scan, stored };
}

describe("a picture that shows something else than one document", { timeout: SLOW_MS }, () => {
  it.each<[string, () => Promise<Uint8Array>, string, typeof NO_FACE]>([
    ["a landscape", () => jpegOf(landscape), "DOCUMENT_NOT_FOUND", NO_FACE],
    [
      "a selfie",
      () => jpegOf(paint(500, 700, (x, y) => [(x * 3) % 200, (y * 2) % 180, 90])),
      "SELFIE_INSTEAD_OF_DOCUMENT",
      aFacesReading({
        faces: [{ ...aFace({ heightPx: 400 }), box: { x: 300, y: 150, width: 320, height: 400 } }],
      }),
    ],
    ["a passport seen in a mirror", () => jpegOf(mirrorOf(page)), "IMAGE_MIRRORED", NO_FACE],
    [
      "two passports",
      () => jpegOf(onTable(aPage("L898902C3"), aPage("X12345678"))),
      "MULTIPLE_DOCUMENTS",
      NO_FACE,
    ],
  ])("%s is a failed scan that says so", async (_what, picture, reason, faces) => {
    const { scan } = await anApi(faces);
    const answer = await scan(await picture());
    expect(answer).toMatchObject({ status: 200, json: { data: { status: "failed" } } });
    expect(answer.json.data.reasons[0]).toBe(reason);
  });
});

describe("an unusual picture of a passport", { timeout: SLOW_MS }, () => {
  it.each<[string, () => Promise<Uint8Array>]>([
    ["as a phone saves it", async () => passport],
    ["on its head", () => jpegOf(onItsHead(page))],
    ["as progressive JPEG", () => jpegOf(page, { progressive: true })],
    ["as a grey JPEG", () => jpegOf(page, { color_space: 1 })],
    ["turned by its EXIF", async () => withJpegSegment(await jpegOf(onItsHead(page)), 0xe1, EXIF_HALF_TURN)],
    ["as 8-bit PNG", () => pngOf(page)],
    ["as grey PNG of 1 bit", async () => pngOfRows(1064, page.height, 1, 0, bits(page))],
    ["as grey PNG of 16 bits", () => pngOfRows(page.width, page.height, 16, 0, twoBytes(page))],
    [
      "as PNG with a palette",
      () => pngOfRows(page.width, page.height, 8, 3, grayOf(page), [pngChunk("PLTE", GREY_PALETTE)]),
    ],
    ["as lossless WebP", () => webpOf(page, true)],
  ])("%s is read", async (_what, picture) => {
    const { scan } = await anApi();
    const answer = await scan(await picture());
    expect(answer).toMatchObject({
      status: 200,
      json: { data: { status: "completed", documentType: "passport", mrz: { valid: true } } },
    });
  });
});

describe("a file that is not read", () => {
  const chunkless = new Uint8Array(64);
  const end = pngChunk("IEND", new Uint8Array());
  const header = (width: number, height: number, between: Uint8Array[] = []) =>
    concatBytes(PNG_MAGIC, pngHeader(width, height, 8, 6), ...between, pngChunk("IDAT", chunkless), end);

  it.each<[string, () => Uint8Array | Promise<Uint8Array>, number, string]>([
    ["a PDF", () => utf8(`%PDF-1.7\n${"1 0 obj <<>> endobj\n".repeat(20)}`), 415, "PDF_FILE"],
    [
      "a HEIC picture",
      () => concatBytes(Uint8Array.of(0, 0, 0, 24), utf8("ftypheic0000mif1heic")),
      415,
      "HEIC_IMAGE",
    ],
    ["a GIF", () => utf8("GIF89a\x40\x00\x40\x00\x00\x00\x00;"), 415, "UNSUPPORTED_MEDIA"],
    ["a CMYK JPEG", () => withFourComponents(passport), 415, "CMYK_IMAGE"],
    ["an animated PNG", () => header(100, 100, [pngChunk("acTL", new Uint8Array(8))]), 415, "ANIMATED_IMAGE"],
    ["an animated WebP", animatedWebp, 415, "ANIMATED_IMAGE"],
    ["a JPEG cut in half", () => passport.slice(0, passport.length >> 1), 422, "UNREADABLE_IMAGE"],
    ["a PNG cut at its end", async () => (await pngOf(page)).slice(0, -20), 422, "UNREADABLE_IMAGE"],
    ["a picture of 1x1", () => header(1, 1), 422, "IMAGE_SIDE_TOO_SHORT"],
    ["a strip of 10000x10", () => header(10_000, 10), 422, "IMAGE_SIDE_TOO_SHORT"],
    ["a strip of 10000x100", () => header(10_000, 100), 413, "IMAGE_SIDE_TOO_LONG"],
    ["a bomb of 8000x8000", () => header(8000, 8000), 413, "IMAGE_TOO_MANY_PIXELS"],
    ["a PNG of 20 MP", () => header(5000, 4000), 413, "IMAGE_TOO_MANY_PIXELS"],
    ["a PNG without its pixels", () => header(400, 300), 422, "UNREADABLE_IMAGE"],
  ])("%s is refused in words, and nothing is stored", async (_what, file, status, code) => {
    const { scan, stored } = await anApi();
    const bytes = await file();
    for (const locale of ["en", "es"]) {
      const answer = await scan(bytes, locale);
      expect(answer.status).toBe(status);
      expect(answer.json.details[0]).toMatchObject({ field: "images.0.data", code });
      expect(answer.json.details[0].message).toMatch(/\w+ \w+/);
    }
    expect(await stored()).toEqual({ rows: 0, blobs: 0 });
  });

  it("tells the sender of another kind of file what to send", async () => {
    const { scan } = await anApi();
    for (const file of [utf8("GIF89a\x40\x00\x40\x00\x00\x00\x00;"), utf8("%PDF-1.7 and so on")]) {
      expect((await scan(file)).json.details[0].message).toContain("JPEG, PNG or WebP");
      expect((await scan(file, "es")).json.details[0].message).toContain("JPEG, PNG o WebP");
    }
  });
});

describe("a picture of 20 megapixels", { timeout: SLOW_MS }, () => {
  it("is read like any other when it is a JPEG", async () => {
    const [width, height] = [5000, 4000];
    const large = { width, height, data: new Uint8ClampedArray(width * height * 4).fill(90) };
    const scale = 4;
    for (let y = 0; y < page.height * scale && y < height; y++) {
      for (let x = 0; x < page.width * scale; x++) {
        const from = (Math.floor(y / scale) * page.width + Math.floor(x / scale)) * 4;
        const to = (y * width + x) * 4;
        large.data[to] = page.data[from] as number;
        large.data[to + 1] = page.data[from + 1] as number;
        large.data[to + 2] = page.data[from + 2] as number;
      }
    }
    const { scan } = await anApi();
    const answer = await scan(await jpegOf(large, { quality: 75, progressive: false, baseline: true }));
    expect(answer).toMatchObject({
      status: 200,
      json: { data: { status: "completed", mrz: { valid: true } } },
    });
  });
});

/** `Exif\0\0` and a TIFF block whose one entry says orientation 3 (EXIF 2.32 §4.6.4). */
const EXIF_HALF_TURN = Uint8Array.of(
  ...[0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 42, 0, 0, 0, 8],
  ...[0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 3, 0, 0, 0, 0, 0, 0],
);
const GREY_PALETTE = Uint8Array.from({ length: 768 }, (_, at) => Math.floor(at / 3));

/** Black and white rows of 1,064 pixels, eight of them a byte. */
function bits(pixels: Pixels): Uint8Array {
  const gray = grayOf(pixels);
  const rows = new Uint8Array(133 * pixels.height).fill(255);
  for (let y = 0; y < pixels.height; y++) {
    for (let x = 0; x < pixels.width; x++) {
      const at = y * 133 + (x >> 3);
      if ((gray[y * pixels.width + x] as number) < 128) rows[at] = (rows[at] as number) & ~(128 >> (x & 7));
    }
  }
  return rows;
}

const twoBytes = (pixels: Pixels) => Uint8Array.from([...grayOf(pixels)].flatMap((value) => [value, value]));

/** A JPEG whose frame announces a fourth ink. */
function withFourComponents(jpeg: Uint8Array): Uint8Array {
  const frame = jpeg.findIndex((byte, at) => byte === 0xff && [0xc0, 0xc2].includes(jpeg[at + 1] ?? 0));
  const body = Uint8Array.of(...jpeg.subarray(frame, frame + 19), 4, 0x11, 0);
  body[3] = (body[3] ?? 0) + 3;
  body[9] = 4;
  return concatBytes(jpeg.subarray(0, frame), body, jpeg.subarray(frame + 19));
}

async function animatedWebp(): Promise<Uint8Array> {
  const webp = Uint8Array.from(
    await webpOf(
      paint(100, 100, () => [90, 120, 90]),
      true,
    ),
  );
  webp.set(utf8("ANIM"), 12);
  return webp;
}
