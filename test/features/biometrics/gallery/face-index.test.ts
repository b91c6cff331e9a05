import { describe, expect, it } from "vitest";
import kernel from "../../../../src/features/biometrics/gallery/dot-kernel.wasm";
import { FaceIndex } from "../../../../src/features/biometrics/gallery/face-index.ts";
import { inverseNorm, quantise } from "../../../../src/features/biometrics/gallery/quantise.ts";
import { TopScores } from "../../../../src/features/biometrics/gallery/top-scores.ts";

/** Numbers that repeat on every run. */
function aVector(length: number, seed: number): Float32Array {
  return Float32Array.from({ length }, (_, at) => Math.sin((at + 1) * (seed + 1) * 12.9898) * 43.7);
}

function cosine(a: Float32Array, b: Float32Array): number {
  const dot = (x: Float32Array, y: Float32Array) =>
    x.reduce((sum, value, at) => sum + value * (y[at] ?? 0), 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}

describe("a quantised vector", () => {
  it("keeps its direction, whatever its length was", () => {
    const vector = aVector(512, 3);
    expect(quantise(vector)).toEqual(quantise(vector.map((value) => value / 1000)));
    expect(Math.max(...quantise(vector).map(Math.abs))).toBe(127);
    expect(cosine(vector, Float32Array.from(quantise(vector)))).toBeGreaterThan(0.9999);
  });

  it("resembles nothing when it has no direction", () => {
    expect(quantise(new Float32Array(16))).toEqual(new Int8Array(16));
    expect(inverseNorm(new Int8Array(16))).toBe(0);
  });
});

describe("the face index", () => {
  it.each([16, 128, 512])("finds among templates of %i numbers what comparing every pair finds", (length) => {
    const index = new FaceIndex(kernel, length);
    const faces = Array.from({ length: 300 }, (_, seed) => aVector(length, seed));
    faces.forEach((face, at) => void index.add(at + 1000, quantise(face)));
    const probe = aVector(length, 41).map((value, at) => value + Math.cos(at) * 20);
    const expected = faces
      .map((face, at) => ({ item: at + 1000, similarity: cosine(probe, face) }))
      .sort((one, other) => other.similarity - one.similarity);
    const found = index.search(quantise(probe), 300, -1);
    expect(found).toHaveLength(300);
    expect(found[0]?.item).toBe(expected[0]?.item);
    for (const [at, { similarity }] of found.entries()) {
      expect(Math.abs(similarity - (expected[at]?.similarity ?? 9))).toBeLessThan(0.02);
    }
  });

  it("grows beyond its first pages and beyond one call of the kernel, without losing a face", () => {
    const index = new FaceIndex(kernel, 16);
    const one = (at: number) =>
      quantise(Float32Array.from({ length: 16 }, (_, bit) => (at >> bit) & 1 || -1));
    for (let at = 0; at < 20_000; at++) index.add(at, one(at));
    expect(index.size).toBe(20_000);
    for (const at of [0, 8_191, 8_192, 16_384, 19_999]) {
      const [best] = index.search(one(at), 1, -1);
      expect(best?.item).toBe(at);
      expect(best?.similarity).toBeCloseTo(1);
    }
  });

  it.each([
    ["first", 0],
    ["middle", 5],
    ["last", 9],
  ])("forgets the %s face and no other", (_which, gone) => {
    const index = new FaceIndex(kernel, 64);
    for (let at = 0; at < 10; at++) index.add(at, quantise(aVector(64, at)));
    index.remove(gone);
    index.remove(gone);
    index.remove(77);
    expect(index.size).toBe(9);
    for (let at = 0; at < 10; at++) {
      const [best] = index.search(quantise(aVector(64, at)), 1, 0.999);
      expect(best?.item).toBe(at === gone ? undefined : at);
    }
  });

  it("answers at most the limit, from the least similarity up", () => {
    const index = new FaceIndex(kernel, 64);
    for (let at = 0; at < 50; at++) index.add(at, quantise(aVector(64, at)));
    const all = index.search(quantise(aVector(64, 7)), 50, -1);
    expect(index.search(quantise(aVector(64, 7)), 3, -1)).toEqual(all.slice(0, 3));
    const least = all[10]?.similarity ?? 1;
    expect(index.search(quantise(aVector(64, 7)), 50, least)).toEqual(all.slice(0, 11));
  });

  it("refuses templates and probes of another length", () => {
    const index = new FaceIndex(kernel, 64);
    expect(() => index.add(1, new Int8Array(32))).toThrow();
    expect(() => index.search(new Int8Array(128), 1, 0)).toThrow();
    expect(() => new FaceIndex(kernel, 100)).toThrow();
  });
});

describe("the best few", () => {
  it("stay sorted however they come, and a number that is none stays out", () => {
    const best = new TopScores<string>(3, 0.1);
    for (const [item, similarity] of [
      ["a", 0.3],
      ["b", 0.9],
      ["c", 0.05],
      ["d", 0.5],
      ["e", 0.4],
      ["f", Number.NaN],
    ] as const) {
      best.offer(item, similarity);
    }
    expect(best.list().map(({ item }) => item)).toEqual(["b", "d", "e"]);
    expect(best.least).toBe(0.4);
  });
});
