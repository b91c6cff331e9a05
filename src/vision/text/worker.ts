import { WorkerEntrypoint } from "cloudflare:workers";
import { decodePicture } from "../image/decode.ts";
import { toGray } from "../image/gray.ts";
import { measureQuality } from "../image/quality.ts";
import type { DocumentOptions, DocumentReading, DocumentsVisionPort, VisionAnswer } from "../port.ts";
import { BARCODE_ENGINE, readBarcodes } from "./barcodes.ts";

/**
 * A crop of a barcode alone is a narrow strip: the reader takes it, the API's own door (64 px) is stricter.
 */
const MIN_SIDE_PX = 32;

/** The documents engine, reached by RPC: pictures in, what a machine can read on them out. */
export class DocumentsVision extends WorkerEntrypoint implements DocumentsVisionPort {
  async readDocument(image: Uint8Array, _options: DocumentOptions): Promise<VisionAnswer<DocumentReading>> {
    const startedAt = Date.now();
    const picture = await decodePicture(image, { minSidePx: MIN_SIDE_PX });
    if (!picture.ok) return picture;
    const { rgba, width, height, facts } = picture;
    try {
      const quality = measureQuality(toGray(rgba, width, height));
      const barcodes = await readBarcodes(rgba, width, height);
      return {
        ok: true,
        value: { picture: facts, quality, mrz: null, barcodes },
        engines: [BARCODE_ENGINE],
        elapsedMs: Date.now() - startedAt,
      };
    } catch (error) {
      return {
        ok: false,
        fault: "ENGINE_UNAVAILABLE",
        detail: error instanceof Error ? error.name : "unknown",
      };
    }
  }
}

export default {
  fetch: () => new Response("This Worker answers by RPC only.", { status: 404 }),
};
