import { expect, it } from "vitest";
import { permute } from "../../../scripts/models/permute.ts";

it("moves axes as numpy.transpose does", () => {
  // numpy.arange(6).reshape(1, 2, 3).transpose(2, 0, 1).ravel()
  const moved = permute(Float32Array.of(0, 1, 2, 3, 4, 5), [1, 2, 3], [2, 0, 1]);
  expect(moved).toEqual({ shape: [3, 1, 2], values: Float32Array.of(0, 3, 1, 4, 2, 5) });
});
