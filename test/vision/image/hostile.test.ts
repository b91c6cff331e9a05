import { beforeAll, describe, expect, it } from "vitest";
import { concatBytes, utf8 } from "../../../src/kernel/bytes.ts";
import { decodePicture } from "../../../src/vision/image/decode.ts";
import { readPictureHeader } from "../../../src/vision/image/headers.ts";
import { stripMetadata } from "../../../src/vision/image/strip-metadata.ts";
import {
  jpegOf,
  PNG_MAGIC,
  paint,
  pngChunk,
  pngHeader,
  pngOf,
  pngOfRows,
  seeded,
  webpOf,
} from "./make-pictures.ts";

const FAULTS = ["UNSUPPORTED_MEDIA", "UNREADABLE_IMAGE", "PAYLOAD_TOO_LARGE"];
const random = seeded(274);
const noise = paint(120, 90, () => [random() * 255, random() * 255, random() * 255]);
const files: Record<string, Uint8Array> = {};

beforeAll(async () => {
  files.baseline = await jpegOf(noise, { baseline: true });
  files.progressive = await jpegOf(noise, { progressive: true });
  files.png = await pngOf(noise);
  files.webp = await webpOf(noise);
  files.lossless = await webpOf(noise, true);
});

describe.each(["baseline", "progressive", "png", "webp", "lossless"])("a damaged %s picture", (kind) => {
  it("is refused wherever it is cut", async () => {
    const whole = files[kind] as Uint8Array;
    for (let part = 0; part < 16; part++) {
      const cut = whole.subarray(0, Math.floor((whole.byteLength * part) / 16));
      expect(readPictureHeader(cut), `${part}/16`).toMatchObject({ ok: false, fault: "UNREADABLE_IMAGE" });
      expect(await decodePicture(cut), `${part}/16`).toMatchObject({ ok: false, fault: "UNREADABLE_IMAGE" });
      expect(stripMetadata(cut)).toBeNull();
    }
    expect(await decodePicture(whole.subarray(0, -1))).toMatchObject({ ok: false });
  });

  it("is read or refused, never thrown at, when bytes are changed at random, and leaves the codec sound", async () => {
    const whole = files[kind] as Uint8Array;
    const healthy = await decodePicture(whole);
    expect(healthy.ok).toBe(true);
    for (let round = 0; round < 120; round++) {
      const broken = Uint8Array.from(whole);
      const headOnly = round % 2 === 0;
      for (let flips = 0; flips <= round % 5; flips++) {
        broken[Math.floor(random() * (headOnly ? Math.min(200, broken.length) : broken.length))] =
          random() * 256;
      }
      const answer = await decodePicture(broken);
      if (answer.ok) expect(answer.rgba.length).toBe(answer.width * answer.height * 4);
      else expect(FAULTS).toContain(answer.fault);
      stripMetadata(broken);
    }
    expect(await decodePicture(whole)).toEqual(healthy);
  });
});

describe("a hostile picture", () => {
  const end = pngChunk("IEND", new Uint8Array());

  it("that promises 900 megapixels is refused before anything is allocated", async () => {
    const bomb = concatBytes(
      PNG_MAGIC,
      pngHeader(30_000, 30_000, 8, 6),
      pngChunk("IDAT", new Uint8Array(64)),
      end,
    );
    expect(await decodePicture(bomb)).toMatchObject({ ok: false, fault: "PAYLOAD_TOO_LARGE" });
    const long = concatBytes(PNG_MAGIC, pngHeader(8001, 64, 8, 6), pngChunk("IDAT", new Uint8Array(64)), end);
    expect(await decodePicture(long)).toMatchObject({ ok: false, fault: "PAYLOAD_TOO_LARGE" });
  });

  it("that inflates to more rows than its header says gives no more than the header says", async () => {
    const rows = new Uint8Array(64 * 4 * 6400);
    const honest = await pngOfRows(64, 6400, 8, 6, rows);
    const liar = concatBytes(PNG_MAGIC, pngHeader(64, 64, 8, 6), honest.subarray(33));
    const answer = await decodePicture(liar);
    if (answer.ok) expect([answer.width, answer.height]).toEqual([64, 64]);
    else expect(answer.fault).toBe("UNREADABLE_IMAGE");
  });

  it("that has less data than its header says is refused", async () => {
    const small = await pngOfRows(64, 64, 8, 6, new Uint8Array(64 * 64 * 4));
    const liar = concatBytes(PNG_MAGIC, pngHeader(64, 640, 8, 6), small.subarray(33));
    expect(await decodePicture(liar)).toMatchObject({ ok: false, fault: "UNREADABLE_IMAGE" });
  });

  it("that is animated is refused", async () => {
    const animated = await pngOf(noise, [pngChunk("acTL", new Uint8Array(8))]);
    expect(readPictureHeader(animated)).toMatchObject({ ok: false, fault: "UNSUPPORTED_MEDIA" });
    const webp = Uint8Array.from(files.lossless as Uint8Array);
    webp.set(utf8("ANIM"), 12);
    expect(readPictureHeader(webp)).toMatchObject({ ok: false, fault: "UNSUPPORTED_MEDIA" });
  });

  it.each<[string, Uint8Array]>([
    ["a GIF", utf8("GIF89a\x40\x00\x40\x00\x00\x00\x00;")],
    ["a PDF with a picture's name", utf8("%PDF-1.7\n1 0 obj << /Type /XObject /Filter /DCTDecode >>")],
    ["an SVG with a script", utf8("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")],
    ["HEIC", concatBytes(Uint8Array.of(0, 0, 0, 24), utf8("ftypheic0000mif1heic"))],
    ["a ZIP", concatBytes(utf8("PK\x03\x04"), new Uint8Array(60))],
    ["text", utf8("not a picture at all, only text")],
  ])("that is %s is not supported", async (_, bytes) => {
    expect(await decodePicture(bytes)).toMatchObject({ ok: false, fault: "UNSUPPORTED_MEDIA" });
  });

  it("that is empty or shorter than any header is unreadable", async () => {
    for (const length of [0, 1, 3, 8, 11]) {
      expect(await decodePicture(PNG_MAGIC.subarray(0, length))).toMatchObject({
        ok: false,
        fault: "UNREADABLE_IMAGE",
      });
    }
  });

  it("that is a page or an archive as well loses that other self when its metadata are stripped", async () => {
    const payload = utf8("<script>alert(1)</script>PK\x03\x04");
    for (const kind of ["baseline", "png", "webp"]) {
      const clean = stripMetadata(concatBytes(files[kind] as Uint8Array, payload)) as Uint8Array;
      expect(new TextDecoder("latin1").decode(clean)).not.toContain("<script>");
      expect(await decodePicture(clean)).toMatchObject({ ok: true, width: 120, height: 90 });
    }
  });
});
