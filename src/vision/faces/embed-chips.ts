import type { VisionAnswer } from "../ports/answer.ts";
import type { EmbeddedFaces, FaceChip } from "../ports/face-embedder.ts";
import { CHIP_VALUES } from "./dlib-chip.ts";
import { embedChip } from "./embed-dlib.ts";
import type { NetLibrary } from "./net-library.ts";

/** Describes faces that `readFaces` cut out. `ENGINE_UNAVAILABLE` without the net's weights, or for another cut. */
export async function embedChips(
  library: NetLibrary,
  chips: readonly FaceChip[],
): Promise<VisionAnswer<EmbeddedFaces>> {
  const startedAt = performance.now();
  const loaded = await library.get("face-embed-dlib");
  if (!loaded) {
    const detail = "The weights of face-embed-dlib are not installed.";
    return { ok: false, fault: "ENGINE_UNAVAILABLE", detail };
  }
  if (chips.some(({ length }) => length !== CHIP_VALUES)) {
    const detail = "The faces Worker cuts faces otherwise: it is of another version.";
    return { ok: false, fault: "ENGINE_UNAVAILABLE", detail };
  }
  return {
    ok: true,
    value: { embeddings: chips.map((chip) => embedChip(loaded.net, chip)), embeddingModel: loaded.engine },
    engines: [loaded.engine],
    elapsedMs: performance.now() - startedAt,
  };
}
