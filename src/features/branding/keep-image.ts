import { sha256Hex } from "../../kernel/bytes.ts";
import type { Caller } from "../../kernel/caller.ts";
import { EnrollError } from "../../kernel/errors.ts";
import type { Statement } from "../../storage/database.ts";
import { acceptImage } from "../uploads/accept-image.ts";
import { decodePictureData, pictureFault } from "../uploads/picture-bytes.ts";
import type { BrandImage } from "./brand.ts";
import type { BrandingDeps } from "./deps.ts";
import type { ImageInput } from "./schemas.ts";
import { findAsset, insertAsset } from "./store.ts";

/** A logo is loaded by every page and mail: half a megabyte is already slow on a telephone. */
const MAX_BYTES = 512 * 1024;
const MAX_SIDE_PX = 2_048;

const EXTENSIONS = { png: "png", jpeg: "jpg", webp: "webp" } as const;

/**
 * Keeps a picture for everybody to see, under the hash of its bytes without metadata. Throws, naming `field`:
 * `UNSUPPORTED_MEDIA` for SVG (it can run scripts) and all but PNG, JPEG and WebP, `PAYLOAD_TOO_LARGE`,
 * `UNREADABLE_IMAGE`, and `NOT_FOUND` for an upload or a hash that is not the tenant's.
 */
export async function keepImage(
  deps: BrandingDeps,
  caller: Caller,
  input: ImageInput,
  field: string,
): Promise<{ image: BrandImage; statements: Statement[] }> {
  if ("sha256" in input) {
    const known = await findAsset(deps.database, caller.tenantId, input.sha256);
    if (!known) {
      throw new EnrollError("NOT_FOUND", {
        details: [{ field: `${field}.sha256`, code: "NOT_FOUND", message: "" }],
      });
    }
    const { sha256, extension, width, height } = known;
    return { image: { sha256, extension, width, height }, statements: [] };
  }
  if (input.data !== undefined) refuseSvg(decodePictureData(input.data, `${field}.data`), `${field}.data`);
  const { bytes, facts } = await acceptImage(deps, caller, input, field);
  if (bytes.byteLength > MAX_BYTES) throw pictureFault("PAYLOAD_TOO_LARGE", field);
  if (Math.max(facts.width, facts.height) > MAX_SIDE_PX) {
    throw pictureFault("PAYLOAD_TOO_LARGE", field, "IMAGE_SIDE_TOO_LONG");
  }
  const image: BrandImage = {
    sha256: await sha256Hex(bytes),
    extension: EXTENSIONS[facts.format],
    width: facts.width,
    height: facts.height,
  };
  // Before its row: an object without a row is only a few bytes too many, a row without it a broken page.
  await deps.assets.put(`${image.sha256}.${image.extension}`, bytes);
  const { tenantId } = caller;
  const row = { tenantId, ...image, byteLength: bytes.byteLength, createdAt: deps.clock() };
  return { image, statements: [insertAsset(deps.database, row)] };
}

/** Named, since SVG is what a logo mostly is. */
function refuseSvg(bytes: Uint8Array, field: string): void {
  const start = new TextDecoder().decode(bytes.subarray(0, 1_024)).trimStart().toLowerCase();
  if (start.startsWith("<svg") || (start.startsWith("<") && start.includes("<svg"))) {
    throw pictureFault("UNSUPPORTED_MEDIA", field, "SVG_IMAGE");
  }
}
