import { describe, expect, it } from "vitest";
import { CALIBRATION } from "../../../src/features/biometrics/calibration.ts";
import { toRaw, toSimilarity } from "../../../src/features/biometrics/score-scale.ts";
import { similarityOf } from "../../../src/features/biometrics/similarity.ts";
import {
  type FaceTemplate,
  joinEmbeddings,
  modelsText,
  splitEmbeddings,
} from "../../../src/storage/face-template.ts";

const unit = (length: number, degrees: number): Float32Array => {
  const values = new Float32Array(length);
  values[0] = Math.cos((degrees * Math.PI) / 180);
  values[1] = Math.sin((degrees * Math.PI) / 180);
  return values;
};
const dlib = (degrees: number) => ({
  model: "face-embed-dlib",
  modelVersion: "1.7.15",
  embedding: unit(128, degrees),
});
const first = (degrees: number): FaceTemplate => ({
  model: "face-embed",
  modelVersion: "0.0.1",
  embedding: unit(512, degrees),
});
const both = (degrees: number, second: number): FaceTemplate => ({ ...first(degrees), second: dlib(second) });
const FUSED = "face-embed@0.0.1+face-embed-dlib@1.7.15";

describe("the similarity of two templates", () => {
  it("never compares vectors of different nets", () => {
    expect(similarityOf(first(0), dlib(0))).toBeNull();
    expect(similarityOf(both(0, 0), dlib(0))).toBeNull();
    expect(similarityOf(first(0), { ...first(0), modelVersion: "0.0.2" })).toBeNull();
  });

  it("is the first net's cosine where one template lacks the second net, or has another", () => {
    expect(similarityOf(both(0, 0), first(60))).toBe(0.5);
    const other = { ...both(60, 0), second: { ...dlib(0), modelVersion: "2" } };
    expect(similarityOf(both(0, 0), other)).toBe(0.5);
  });

  it("fuses both nets where both described both: the second one counts", () => {
    const near = similarityOf(both(0, 0), both(60, 10)) ?? 0;
    const far = similarityOf(both(0, 0), both(60, 40)) ?? 0;
    expect(near).toBeGreaterThan(far);
    expect(similarityOf(both(0, 0), both(0, 0))).toBe(1);
  });

  it("puts strangers of dlib's net, whose raw cosines are high, as low as everybody's", () => {
    // A cosine of .84: half of all strangers reach it.
    expect(similarityOf(dlib(0), dlib(33))).toBeLessThan(0.1);
  });
});

describe("the scale of similarities", () => {
  it.each(Object.entries(CALIBRATION.engines))(
    "gives %s the same rate of strangers as the first net",
    (models, points) => {
      const scale = CALIBRATION.engines["face-embed@0.0.1"] ?? [];
      for (const [at, [raw]] of points.entries()) {
        expect(toSimilarity(models, raw)).toBeCloseTo(scale[at]?.[0] ?? 9, 9);
      }
    },
  );

  it.each([-1, -0.3, 0, 0.3, 0.42, 0.5, 0.8, 1])("leads back from %d", (similarity) => {
    expect(toSimilarity(FUSED, toRaw(FUSED, similarity))).toBeCloseTo(similarity, 9);
  });

  it("leaves a net that was not measured its cosine", () => {
    expect(toSimilarity("another@1", 0.37)).toBe(0.37);
  });
});

describe("a template of two nets", () => {
  it("comes back from one vector and the text of its nets", () => {
    const template = both(20, 30);
    expect(splitEmbeddings(joinEmbeddings(template), modelsText(template))).toEqual(template);
    expect(splitEmbeddings(joinEmbeddings(first(5)), modelsText(first(5)))).toEqual(first(5));
  });
});
