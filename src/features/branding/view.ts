import { toInstant } from "../../kernel/clock.ts";
import { assetPath, type Brand, type BrandImage, MIME_TYPES } from "./brand.ts";
import { contrast, shownRatio } from "./contrast.ts";
import type { BrandingData } from "./schemas.ts";

/** A brand as its owner reads it back. */
export function viewBranding(brand: Brand, version: number, updatedAt: number | null): BrandingData {
  const { colors, images } = brand;
  return {
    object: "branding",
    ...brand,
    contrast: {
      text: shownRatio(contrast(colors.text, colors.background)),
      onPrimary: shownRatio(contrast(colors.onPrimary, colors.primary)),
      link: shownRatio(contrast(colors.link, colors.background)),
    },
    images: { logo: shown(images.logo), icon: shown(images.icon), cover: shown(images.cover) },
    version,
    updatedAt: updatedAt === null ? null : toInstant(updatedAt),
  };
}

const shown = (image: BrandImage | null) =>
  image && {
    sha256: image.sha256,
    path: assetPath(image),
    mimeType: MIME_TYPES[image.extension],
    width: image.width,
    height: image.height,
  };
