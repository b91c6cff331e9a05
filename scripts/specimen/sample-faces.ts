import path from "node:path";
import { fileURLToPath } from "node:url";
import type { PinnedFile } from "../models/obtain.ts";
import type { CropArea } from "./crop.ts";

/** Where the photographs are laid at build; never committed. */
export const SAMPLES_DIR = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  "../../.enroll/samples",
);

/**
 * Two photographs that the package `@vladmandic/face-api` (MIT) ships among its demonstration pictures. Both show
 * groups; in each one face was chosen. Our own net finds the two alike (cosine .62, where .42 is a match and one
 * impostor pair in a hundred thousand reaches .46): two pictures of one person, so that the demo's
 * verification is a real one. Who she is, we do not know; the name on the specimen is invented.
 */
export const SAMPLES = {
  portrait: {
    file: "sample3.jpg",
    sha256: "8eb081c9efb14370fa94d9feab9e5fbeafd19a627491853a80c2bf67f7ffa936",
    source: {
      kind: "npm",
      package: "@vladmandic/face-api",
      version: "1.7.15",
      path: "package/demo/sample3.jpg",
    },
    /** Head and shoulders, 35:45, the head set upright. */
    area: { centreX: 1184, centreY: 350, width: 420, height: 540, tilt: 13 },
  },
  selfie: {
    file: "sample1.jpg",
    sha256: "8ecae4b267b2d3169e06e00c7dee97097aa2a94635d45216f7732a5f4943cb51",
    source: {
      kind: "npm",
      package: "@vladmandic/face-api",
      version: "1.7.15",
      path: "package/demo/sample1.jpg",
    },
    /** As a telephone held by hand would have it: tilted, off the middle. */
    area: { centreX: 1560, centreY: 480, width: 720, height: 960 },
  },
} as const satisfies Record<string, PinnedFile & { area: CropArea }>;
