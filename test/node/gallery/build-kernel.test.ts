import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { assembleKernel } from "../../../scripts/gallery/build-kernel.ts";

it("the committed kernel is what its text assembles to, byte for byte", async () => {
  const committed = path.join(
    import.meta.dirname,
    "../../../src/features/biometrics/gallery/dot-kernel.wasm",
  );
  expect(Buffer.from(await assembleKernel())).toEqual(readFileSync(committed));
});
