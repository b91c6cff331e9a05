import { existsSync, mkdirSync, mkdtempSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { deflateSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OpenFaces, openFaces } from "../../../scripts/open-faces.ts";

/** CRC-32 of PNG chunks (PNG specification, annex D). */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const [length, crc] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  crc.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, crc]);
}

/** A gray PNG on which nobody is to be seen. */
function emptyPicture(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc((width + 1) * height, 140);
  for (let y = 0; y < height; y++) rows[y * (width + 1)] = 0;
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

const ALL = { embed: true, liveness: true };

describe("the faces Worker without weights", () => {
  let faces: OpenFaces;
  beforeAll(async () => {
    const empty = mkdtempSync(path.join(os.tmpdir(), "no-models-"));
    mkdirSync(empty, { recursive: true });
    faces = await openFaces(empty);
  });
  afterAll(() => faces.close());

  it("says that its engine is unavailable instead of guessing", async () => {
    const answer = await faces.readFaces(emptyPicture(200, 200), ALL);
    expect(answer).toMatchObject({ ok: false, fault: "ENGINE_UNAVAILABLE" });
  });

  it.each([
    ["text", Buffer.from("no picture at all, but long enough to be looked at"), "UNSUPPORTED_MEDIA"],
    ["a PNG cut short", emptyPicture(200, 200).subarray(0, 60), "UNREADABLE_IMAGE"],
  ])("blames the picture when it is %s", async (_, bytes, fault) => {
    expect(await faces.readFaces(bytes, ALL)).toMatchObject({ ok: false, fault });
  });
});

describe.skipIf(!existsSync(".enroll/models/face-detect/net.bin"))("the faces Worker with weights", () => {
  let faces: OpenFaces;
  beforeAll(async () => {
    faces = await openFaces();
  });
  afterAll(() => faces.close());

  it("finds nobody on an empty picture, after all its looks, and makes up nothing about them", async () => {
    const answer = await faces.readFaces(emptyPicture(320, 400), ALL);
    expect(answer).toMatchObject({ ok: true, value: { faces: [], liveness: null } });
    if (answer.ok) expect(answer.value.picture).toMatchObject({ format: "png", width: 320, height: 400 });
  });

  it("answers calls that come together, each with its own picture", async () => {
    const sizes = [100, 140, 180];
    const answers = await Promise.all(sizes.map((side) => faces.readFaces(emptyPicture(side, side), ALL)));
    expect(answers.map((answer) => answer.ok && answer.value.picture.width)).toEqual(sizes);
  });
});
