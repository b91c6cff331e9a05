import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { needleOf, scanFolder } from "../../../scripts/erasure/scan-folder.ts";

const folder = mkdtempSync(path.join(tmpdir(), "enroll-scan-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The forms in which a secret is found in a file of these bytes. */
function formsIn(content: Buffer, secret: string | Uint8Array): string[] {
  const own = mkdtempSync(path.join(folder, "case-"));
  mkdirSync(path.join(own, "deep"));
  writeFileSync(path.join(own, "deep", "file"), content);
  return scanFolder(own, [needleOf("secret", secret)]).finds.map(({ form }) => form);
}

describe("a scan of raw files", () => {
  const secret = "quetzalcoatlus";
  const within = (bytes: Buffer) => Buffer.concat([Buffer.from([0, 255, 1]), bytes, Buffer.from([7])]);

  it.each<[string, Buffer]>([
    ["plain", Buffer.from(secret)],
    ["other capitals", Buffer.from("QUETZALCOATLUS")],
    ["hex", Buffer.from(Buffer.from(secret).toString("hex"))],
    ["utf-16le", Buffer.from(secret, "utf16le")],
    ["utf-16be", Buffer.from(secret, "utf16le").swap16()],
  ])("finds a word as %s, amid other bytes", (form, bytes) => {
    expect(formsIn(within(bytes), secret)).toContain(form);
  });

  it.each([0, 1, 2, 3, 4, 5])("finds it in base64 behind %d other bytes", (before) => {
    const text = Buffer.from(`${"x".repeat(before)}${secret}tail`).toString("base64");
    expect(formsIn(within(Buffer.from(text)), secret)).not.toEqual([]);
  });

  it("finds a stretch of a picture, raw and in base64url", () => {
    const stretch = Uint8Array.from({ length: 48 }, (_, at) => (at * 37 + 250) % 256);
    expect(formsIn(within(Buffer.from(stretch)), stretch)).toContain("plain");
    expect(formsIn(Buffer.from(Buffer.from(stretch).toString("base64url")), stretch)).not.toEqual([]);
  });

  it("finds nothing where nothing is", () => {
    expect(formsIn(Buffer.from("quetzalcoatl is another"), secret)).toEqual([]);
  });
});
