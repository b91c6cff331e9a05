import { describe, expect, it } from "vitest";
import { cosineSimilarity } from "../../../../src/features/biometrics/face-match.ts";
import { deriveTransform } from "../../../../src/features/biometrics/gallery/template-transform.ts";
import { anEmbedding } from "../../../support/vision.ts";

const secret = (fill: number) => new Uint8Array(32).fill(fill);

/** A unit vector whose numbers are all different; `turn` makes others, near for near turns. */
function aVector(length: number, turn: number): Float32Array {
  const vector = Float32Array.from({ length }, (_, at) => Math.sin(at * at + turn));
  const norm = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return vector.map((value) => value / norm);
}

describe("the template transform", () => {
  it.each([16, 128, 512, 1024])("keeps every similarity of embeddings of %i numbers", async (length) => {
    const transform = await deriveTransform(secret(1), "net|1", length);
    for (const turn of [0, 0.1, 0.7, 1.5, 3, 3.1]) {
      const [one, other] = [aVector(length, 0), aVector(length, turn)];
      const before = cosineSimilarity(one, other);
      const after = cosineSimilarity(transform(one), transform(other));
      expect(Math.abs(after - before)).toBeLessThan(1e-5);
    }
  });

  it("makes templates of one face strangers under another key, purpose or net", async () => {
    const face = aVector(512, 0);
    const own = (await deriveTransform(secret(1), "net|1", 512))(face);
    const others = [
      await deriveTransform(secret(2), "net|1", 512),
      await deriveTransform(secret(1), "net|2", 512),
      await deriveTransform(
        Uint8Array.from({ length: 32 }, (_, at) => (at === 31 ? 0 : 1)),
        "net|1",
        512,
      ),
    ];
    // Two random directions of 512 numbers are within .2 of a right angle but for once in 100,000.
    for (const other of others) expect(Math.abs(cosineSimilarity(own, other(face)))).toBeLessThan(0.2);
    expect(Math.abs(cosineSimilarity(own, face))).toBeLessThan(0.2);
  });

  it("leaves no trace of where an embedding was large", async () => {
    const transform = await deriveTransform(secret(1), "net|1", 512);
    const largest = Math.max(...transform(anEmbedding(0)).map(Math.abs));
    // A random direction's largest number is near 3.5 / sqrt(512); the embedding's own is 1.
    expect(largest).toBeLessThan(0.25);
  });

  it("is the same each time it is drawn", async () => {
    const [one, other] = [
      await deriveTransform(secret(1), "net|1", 128),
      await deriveTransform(secret(1), "net|1", 128),
    ];
    expect(one(aVector(128, 1))).toEqual(other(aVector(128, 1)));
  });

  it.each([0, 8, 96, 500, 2048])("refuses embeddings of %i numbers", async (length) => {
    await expect(deriveTransform(secret(1), "net|1", length)).rejects.toThrow("no transform");
  });
});
