import { describe, expect, it } from "vitest";
import { answerValue, answerValueOrNull } from "../../src/vision/answer-value.ts";
import { documentsVisionClient, facesVisionClient } from "../../src/vision/client.ts";
import type { DocumentsVisionPort } from "../../src/vision/ports/documents.ts";
import type { FacesVisionPort } from "../../src/vision/ports/faces.ts";

const image = new Uint8Array(1);
const faces = (readFaces: FacesVisionPort["readFaces"]) => facesVisionClient({ readFaces }, 20);

describe("a vision Worker behind its client", () => {
  it("is passed through when it answers", async () => {
    const answer = { ok: false, fault: "UNREADABLE_IMAGE", detail: "truncated" } as const;
    expect(await faces(async () => answer).readFaces(image, { embed: true, liveness: false })).toEqual(
      answer,
    );
  });

  it("is unavailable when it throws, without the words it threw", async () => {
    const broken = faces(async () => {
      throw new WebAssembly.RuntimeError("unreachable while reading RUIZ<<ANA");
    });
    const answer = await broken.readFaces(image, { embed: true, liveness: false });
    expect(answer).toEqual({ ok: false, fault: "ENGINE_UNAVAILABLE", detail: "faces: RuntimeError" });
  });

  it("is unavailable when it throws before it returns a promise", async () => {
    const port = {
      readDocument: () => {
        throw new TypeError("no such method");
      },
    } as unknown as DocumentsVisionPort;
    const answer = await documentsVisionClient(port, 20).readDocument(image, { budgetMs: 1 });
    expect(answer).toMatchObject({ fault: "ENGINE_UNAVAILABLE" });
  });

  it("is unavailable when it is late", async () => {
    const answer = await faces(() => new Promise(() => {})).readFaces(image, {
      embed: true,
      liveness: false,
    });
    expect(answer).toMatchObject({ ok: false, fault: "ENGINE_UNAVAILABLE" });
  });
});

describe("an answer's value", () => {
  const down = { ok: false, fault: "ENGINE_UNAVAILABLE", detail: "late" } as const;

  it("stops the request with 503 when the engine is down", () => {
    expect(() => answerValue(down, "images.0.data")).toThrowError(
      expect.objectContaining({ code: "SERVICE_UNAVAILABLE", headers: { "retry-after": "5" } }),
    );
  });

  it("is null instead, for verbs that can answer inconclusive", () => {
    expect(answerValueOrNull(down, "images.0.data")).toBeNull();
  });

  it("names the picture that was at fault", () => {
    const fault = { ok: false, fault: "UNREADABLE_IMAGE", detail: "no pixels" } as const;
    expect(() => answerValueOrNull(fault, "images.1.data")).toThrowError(
      expect.objectContaining({
        code: "UNREADABLE_IMAGE",
        details: [{ field: "images.1.data", code: "UNREADABLE_IMAGE", message: "" }],
      }),
    );
  });
});
