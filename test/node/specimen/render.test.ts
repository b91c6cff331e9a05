import { describe, expect, it } from "vitest";
import { specimenHolder } from "../../../scripts/specimen/holder.ts";
import { renderSpecimen } from "../../../scripts/specimen/render.ts";
import { readPictureHeader } from "../../../src/vision/image/headers.ts";

const now = new Date("2026-03-01T00:00:00Z");

const valid = await renderSpecimen({ now });

describe("a specimen passport", () => {
  it("is a JPEG picture of about 1.2 megapixels", () => {
    expect(readPictureHeader(valid.jpeg)).toMatchObject({
      ok: true,
      facts: { format: "jpeg", width: 1366, height: 977 },
    });
  });

  it("is the same file every time", async () => {
    const again = await renderSpecimen({ now });
    expect(Buffer.from(again.jpeg).equals(valid.jpeg)).toBe(true);
  });

  it("differs in print alone when its print is to contradict its MRZ", async () => {
    const mismatch = await renderSpecimen({ now, outcome: "mismatch" });
    expect(Buffer.from(mismatch.jpeg).equals(valid.jpeg)).toBe(false);
    expect(mismatch.holder).toEqual(valid.holder);
  });

  it("is valid at the given time, and has expired when it is to have", () => {
    expect(valid.holder).toMatchObject({ dateOfIssue: "2024-03-15", dateOfExpiry: "2034-03-14" });
    expect(specimenHolder(now, "expired").dateOfExpiry).toBe("2025-03-14");
  });
});
