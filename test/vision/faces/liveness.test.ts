import { describe, expect, it } from "vitest";
import { livenessCrop } from "../../../src/vision/faces/liveness.ts";

describe("the crop that a liveness net sees", () => {
  it("is the face enlarged by the net's scale about its middle", () => {
    const face = { x: 200, y: 200, width: 80, height: 100 };
    expect(livenessCrop(face, 2.7, 640, 640)).toEqual({ x: 132, y: 115, width: 216, height: 270 });
  });

  it("is pushed back inside where the face lies at an edge", () => {
    const crop = livenessCrop({ x: 0, y: 0, width: 80, height: 100 }, 2.7, 640, 640);
    expect(crop).toMatchObject({ x: 0, y: 0, width: 216, height: 270 });
  });

  it("is enlarged less where the picture is too small, so that it keeps the face's shape", () => {
    const crop = livenessCrop({ x: 50, y: 50, width: 80, height: 100 }, 4, 201, 201);
    expect(crop).toMatchObject({ width: 160, height: 200 });
    expect(crop.y).toBe(0);
  });
});
