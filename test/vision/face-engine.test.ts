import { describe, expect, it } from "vitest";
import { facesWithEngine, templateOf } from "../../src/vision/face-engine.ts";
import type { FaceEmbedderPort } from "../../src/vision/ports/face-embedder.ts";
import type { FacesReading } from "../../src/vision/ports/faces.ts";
import { aPng } from "../support/pictures.ts";
import { aFace, aFacesReading, DOWN, MODEL, recordedFaces } from "../support/vision.ts";

const SECOND = { name: "second", version: "7" };
const vector = Float32Array.of(0, 1);
const embedder: FaceEmbedderPort = {
  embedChips: async (chips) => ({
    ok: true,
    value: { embeddings: chips.map(() => vector), embeddingModel: SECOND },
    engines: [SECOND],
    elapsedMs: 2,
  }),
};
const broken: FaceEmbedderPort = { embedChips: async () => DOWN };
const asked = { embed: true, liveness: false };

async function read(
  engine: "primary" | "dlib" | "fused",
  second: FaceEmbedderPort | null,
  reading?: FacesReading,
) {
  const faces = facesWithEngine(recordedFaces(reading ?? aFacesReading()), second, engine);
  const answer = await faces.readFaces(await aPng(), asked);
  if (!answer.ok) throw new Error(answer.detail);
  const [face] = answer.value.faces;
  return { answer, template: face ? templateOf(face, answer.value.embeddingModel) : null };
}

describe("the engine that describes faces", () => {
  it("is the first net alone unless another is asked for", async () => {
    const { template } = await read("primary", embedder);
    expect(template).toMatchObject({ model: MODEL.name, modelVersion: MODEL.version });
    expect(template?.second).toBeUndefined();
  });

  it("adds the second net's vector and names it", async () => {
    const { answer, template } = await read("fused", embedder);
    expect(template).toMatchObject({
      model: MODEL.name,
      second: { model: "second", modelVersion: "7", embedding: vector },
    });
    expect(answer.ok && answer.engines).toContainEqual(SECOND);
  });

  it("goes on with the first net when the second is down or not there", async () => {
    for (const second of [broken, null]) {
      const { template } = await read("fused", second);
      expect(template).toMatchObject({ model: MODEL.name, second: null });
    }
  });

  it("gives nothing of the first net's where its provenance was ruled out, even when the second is down", async () => {
    expect((await read("dlib", embedder)).template).toEqual({
      model: "second",
      modelVersion: "7",
      embedding: vector,
    });
    expect((await read("dlib", broken)).template).toBeNull();
    expect((await read("dlib", null)).template).toBeNull();
  });

  it("does not run the first net where its provenance was ruled out, and keeps no cut", async () => {
    const recorded = recordedFaces(aFacesReading());
    let wanted: unknown;
    const faces = facesWithEngine(
      {
        readFaces: (image, options) => {
          wanted = options;
          return recorded.readFaces(image, options);
        },
      },
      embedder,
      "dlib",
    );
    const answer = await faces.readFaces(await aPng(), asked);
    expect(wanted).toEqual({ embed: false, liveness: false, chip: true });
    expect(answer.ok && answer.value.faces[0]).not.toHaveProperty("chip");
  });

  it("describes the largest face only", async () => {
    const { answer } = await read("fused", embedder, aFacesReading({ faces: [aFace(), aFace()] }));
    expect(answer.ok && answer.value.faces[1]?.template).toBeNull();
  });
});
