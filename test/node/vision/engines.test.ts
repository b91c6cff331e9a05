import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe } from "vitest";
import { renderSpecimen } from "../../../scripts/specimen/render.ts";
import { type RunningVision, startVision } from "../../../scripts/vision-on-workerd.ts";
import type { DocumentsVisionPort } from "../../../src/vision/ports/documents.ts";
import type { FacesVisionPort } from "../../../src/vision/ports/faces.ts";
import { documentsVisionContract, facesVisionContract } from "../../contracts/vision-ports.ts";

const ROOT = path.resolve(import.meta.dirname, "../../..");
const SAMPLE = path.join(ROOT, ".enroll/samples/sample1.jpg");
const HAS_NETS = existsSync(path.join(ROOT, ".enroll/models/face-embed")) && existsSync(SAMPLE);

const { jpeg } = await renderSpecimen();

describe("the documents Worker", () => {
  let running: RunningVision<DocumentsVisionPort>;
  beforeAll(async () => {
    running = await startVision<DocumentsVisionPort>("documents", "DocumentsVision");
  });
  afterAll(() => running.stop());
  documentsVisionContract("our own net on workerd", () => running.port, jpeg);
});

// The weights of these nets come from elsewhere and may not have been fetched (`npm run models`).
describe.runIf(HAS_NETS)("the faces Worker (skipped until `npm run models` has fetched its weights)", () => {
  let running: RunningVision<FacesVisionPort>;
  beforeAll(async () => {
    running = await startVision<FacesVisionPort>("faces", "FacesVision");
  });
  afterAll(() => running.stop());
  facesVisionContract("the nets on workerd", () => running.port, HAS_NETS ? readFileSync(SAMPLE) : jpeg);
});
