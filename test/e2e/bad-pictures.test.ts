import { deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { renderSpecimen } from "../../scripts/specimen/render.ts";
import { crc32 } from "../../src/vision/image/crc32.ts";
import { type Answer, apiOf, base64 } from "./support/api.ts";

const { jpeg } = await renderSpecimen();

function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body) >>> 0, body.length + 4);
  return framed;
}

/** A PNG of these sides whose pixels are all zero: a few kilobytes that want to become gigabytes. */
function bomb(width: number, height: number): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
  const pixels = deflateSync(Buffer.alloc(1 << 20));
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", pixels),
    chunk("IEND", new Uint8Array()),
  ]);
}

const scan = async (data: string): Promise<Answer> => {
  const api = await apiOf("sandbox");
  return api.post("/documents/scan", { documentType: "auto", images: [{ side: "front", data }] });
};

describe("a picture that cannot be read", () => {
  it.each([
    ["an empty text", ""],
    ["a text that is no base64", "not base64 at all!"],
    ["a PDF", base64(Buffer.from("%PDF-1.7\n1 0 obj\n<<>>\nendobj\n".repeat(20)))],
    ["a GIF", base64(Buffer.from(`GIF89a${"\0".repeat(200)}`, "latin1"))],
    ["a bomb of 30,000 by 30,000 pixels", base64(bomb(30_000, 30_000))],
    ["a bomb of 8,000 by 8,000 pixels", base64(bomb(8_000, 8_000))],
    ["a JPEG cut in half", base64(jpeg.slice(0, jpeg.length >> 1))],
    ["a JPEG's first 40 bytes", base64(jpeg.slice(0, 40))],
    ["a picture of 9 MB", base64(Buffer.concat([jpeg, Buffer.alloc(9_000_000)]))],
  ])("%s is a clear 4xx that names the field, or a named outcome", async (_what, data) => {
    const answer = await scan(data);
    if (answer.status === 200) {
      // A JPEG cut short still decodes to its upper half: then the document is what is missing.
      expect(answer.data.status).toBe("failed");
      expect(answer.data.reasons.length).toBeGreaterThan(0);
      return;
    }
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(answer.details[0]?.field ?? "").toMatch(/^images\.0/);
  });

  it("is never a 5xx when its bytes were spoilt at random", async () => {
    const api = await apiOf("live");
    const statuses: number[] = [];
    let seed = 7;
    for (let round = 0; round < 2; round++) {
      const spoilt = jpeg.slice();
      for (let flips = 0; flips < 40; flips++) {
        seed = (seed * 1103515245 + 12345) % 2 ** 31;
        const at = 200 + (seed % (spoilt.length - 200));
        spoilt[at] = (spoilt[at] ?? 0) ^ (1 << (seed % 8));
      }
      const images = [{ side: "front", data: base64(spoilt) }];
      statuses.push((await api.post("/documents/scan", { documentType: "auto", images })).status);
    }
    expect(statuses.filter((status) => status >= 500)).toEqual([]);
  });
});
