import { beforeAll, describe, expect, it } from "vitest";
import { writeBarcode } from "zxing-wasm/writer";
import { parseBarcode } from "../../../src/features/documents/barcodes/parse-barcode.ts";
import { type GrayPicture, rotateGray } from "../../../src/vision/image/gray.ts";
import { readBarcodes } from "../../../src/vision/text/barcodes.ts";
import { prepareBarcodeWriter } from "../../support/barcode-writer.ts";

const LICENCE =
  "@\n\x1e\rANSI 636000080002DL00410278ZV03190008DLDAQT64235789\nDCSSAMPLE\nDDEN\nDACMICHAEL\nDADJOHN\nDBD06062016\nDBB06061986\nDBA12102034\nDBC1\nDAU068 in\nDAG2300 WEST BROAD STREET\nDAIRICHMOND\nDAJVA\nDAK232690000  \nDCGUSA\n\r";

/** A barcode printed on a page of a given tone, turned by whole quarters. */
async function printed(
  format: "PDF417" | "QRCode" | "Aztec" | "DataMatrix",
  text: string,
  turn: 0 | 90 | 180 | 270 = 0,
): Promise<GrayPicture> {
  const { symbol } = await writeBarcode(text, { format, scale: 3 });
  const margin = 40;
  const width = symbol.width * 3 + 2 * margin;
  const height = symbol.height * 3 + 2 * margin;
  const data = new Uint8Array(width * height).fill(215);
  for (let y = 0; y < symbol.height * 3; y++) {
    for (let x = 0; x < symbol.width * 3; x++) {
      const ink = symbol.data[Math.floor(y / 3) * symbol.width + Math.floor(x / 3)] as number;
      data[(y + margin) * width + x + margin] = ink === 0 ? 45 : 215;
    }
  }
  return rotateGray({ data, width, height }, turn);
}

beforeAll(prepareBarcodeWriter);

describe("readBarcodes", () => {
  it.each(["PDF417", "QRCode", "Aztec", "DataMatrix"] as const)(
    "reads %s and says where it lies",
    async (format) => {
      const page = await printed(format, "ENROLL 9303");
      const { width, height } = page;
      const [reading, ...more] = await readBarcodes(page);
      expect(more).toEqual([]);
      expect(reading).toMatchObject({ format, text: "ENROLL 9303" });
      expect(new TextDecoder().decode(reading?.bytes)).toBe("ENROLL 9303");
      for (const [x, y] of reading?.polygon ?? []) {
        expect(x).toBeGreaterThan(30);
        expect(x).toBeLessThan(width - 30);
        expect(y).toBeGreaterThan(30);
        expect(y).toBeLessThan(height - 30);
      }
    },
  );

  it.each([0, 90, 180, 270] as const)(
    "reads a licence turned by %d degrees, to the last field",
    async (turn) => {
      const [reading] = await readBarcodes(await printed("PDF417", LICENCE, turn));
      expect(reading && parseBarcode(reading, Date.UTC(2026, 0, 1))).toMatchObject({
        parsedAs: "aamva",
        issuingSubdivision: "US-VA",
        fields: { documentNumber: { value: "T64235789" }, dateOfBirth: { value: "1986-06-06" } },
      });
    },
  );

  it("finds none on a page without one, thorough or not", async () => {
    const page = { data: new Uint8Array(300 * 200).map((_, at) => (at * 31) % 251), width: 300, height: 200 };
    expect(await readBarcodes(page)).toEqual([]);
    expect(await readBarcodes(page, { thorough: false })).toEqual([]);
  });
});
