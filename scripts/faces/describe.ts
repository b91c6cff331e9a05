import { readFileSync } from "node:fs";
import path from "node:path";
import type { FaceTemplate } from "../../src/storage/face-template.ts";
import { facesWithEngine, templateOf } from "../../src/vision/face-engine.ts";
import type { FaceEmbedderPort } from "../../src/vision/ports/face-embedder.ts";
import type { FaceReading, FacesReading } from "../../src/vision/ports/faces.ts";
import { type OpenFaces, openFaces } from "../open-faces.ts";
import { type RunningVision, startVision } from "../vision-on-workerd.ts";

/** Both face Workers as they are deployed, describing the person that a picture of LFW is named after. */
export interface Describer {
  describe(image: Uint8Array): Promise<FaceTemplate | null>;
  /** The same with the face as it was read; null where none was found. */
  read(image: Uint8Array): Promise<{ face: FaceReading; template: FaceTemplate | null } | null>;
  close(): Promise<void>;
}

/** LFW's own rule: of several faces, the one that contains the picture's middle is the person's; else the largest. */
export function defining({ faces, picture }: FacesReading): FaceReading | undefined {
  const [x, y] = [picture.width / 2, picture.height / 2];
  const inside = ({ box }: FaceReading) =>
    box.x <= x && x <= box.x + box.width && box.y <= y && y <= box.y + box.height;
  return faces.find(inside) ?? faces[0];
}

export async function openDescriber(): Promise<Describer> {
  const first: OpenFaces = await openFaces();
  const second: RunningVision<FaceEmbedderPort> = await startVision("faces-second", "SecondFaceEmbedder");
  const defined = {
    async readFaces(...asked: Parameters<OpenFaces["readFaces"]>) {
      const answer = await first.readFaces(...asked);
      if (!answer.ok) return answer;
      const face = defining(answer.value);
      return { ...answer, value: { ...answer.value, faces: face ? [face] : [] } };
    },
  };
  const both = facesWithEngine(defined, second.port, "fused");
  const read: Describer["read"] = async (image) => {
    const answer = await both.readFaces(image, { embed: true, liveness: false });
    if (!answer.ok && answer.fault === "ENGINE_UNAVAILABLE") throw new Error(answer.detail);
    const [face] = answer.ok ? answer.value.faces : [];
    if (!answer.ok || !face) return null;
    const template = templateOf(face, answer.value.embeddingModel);
    // Without the second net every fused score would read as a stranger's.
    if (template && !template.second)
      throw new Error("face-embed-dlib described nothing: see `npm run models`.");
    return { face, template };
  };
  return {
    read,
    describe: async (image) => (await read(image))?.template ?? null,
    async close() {
      await first.close();
      await second.stop();
    },
  };
}

/** Every picture of a folder that is named, described one after the other; null where no face was found. */
export async function describeAll(
  describer: Describer,
  dir: string,
  images: readonly string[],
  change: (bytes: Uint8Array) => Promise<Uint8Array> = async (bytes) => bytes,
): Promise<Map<string, FaceTemplate | null>> {
  const found = new Map<string, FaceTemplate | null>();
  for (const image of images) {
    const bytes = await change(new Uint8Array(readFileSync(path.join(dir, image))));
    found.set(image, await describer.describe(bytes));
    if (found.size % 100 === 0) console.error(`${found.size}/${images.length} pictures`);
  }
  return found;
}
