import type { PublicAssets } from "../../storage/public-assets.ts";
import { MIME_TYPES } from "./brand.ts";

const NAME = /^[0-9a-f]{64}\.(png|jpg|webp)$/;

/** A public picture by `<sha256>.<extension>`; null for a name that is none, or that nobody brought. */
export async function openAsset(
  assets: PublicAssets,
  name: string,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; mimeType: string } | null> {
  const extension = NAME.exec(name)?.[1] as keyof typeof MIME_TYPES | undefined;
  const bytes = extension && (await assets.get(name));
  return bytes ? { bytes, mimeType: MIME_TYPES[extension] } : null;
}
