import { describe, expect, it } from "vitest";
import type { VisionAnswer } from "../../src/vision/ports/answer.ts";
import type { VisualZonePort, VisualZoneReading } from "../../src/vision/ports/visual-zone.ts";
import { zoneWithFallback } from "../../src/vision/zone-with-fallback.ts";

const HINTS = { documentType: null, issuingCountry: null };
const answering = (name: string): VisualZonePort => ({
  readVisualZone: async () => ({
    ok: true,
    value: { documentType: null, issuingCountry: null, fields: [] },
    engines: [{ name, version: "1" }],
    elapsedMs: 1,
  }),
});
const failing = (fault: "ENGINE_UNAVAILABLE" | "UNREADABLE_IMAGE"): VisualZonePort => ({
  readVisualZone: async (): Promise<VisionAnswer<VisualZoneReading>> => ({ ok: false, fault, detail: "" }),
});

describe("two engines of the visual zone", () => {
  it("answer with the first while it is up", async () => {
    const zone = zoneWithFallback(answering("model"), answering("embedded"));
    expect(await zone.readVisualZone(new Uint8Array(), HINTS)).toMatchObject({
      engines: [{ name: "model" }],
    });
  });

  it("answer with the second when the first is down, and name it", async () => {
    const zone = zoneWithFallback(failing("ENGINE_UNAVAILABLE"), answering("embedded"));
    expect(await zone.readVisualZone(new Uint8Array(), HINTS)).toMatchObject({
      engines: [{ name: "embedded" }],
    });
  });

  it("do not try again what is the picture's fault", async () => {
    const zone = zoneWithFallback(failing("UNREADABLE_IMAGE"), answering("embedded"));
    expect(await zone.readVisualZone(new Uint8Array(), HINTS)).toMatchObject({ fault: "UNREADABLE_IMAGE" });
  });
});
