export type Point = readonly [x: number, y: number];
export type Polygon = readonly Point[];
/** Left, top, width and height in pixels of the upright picture. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export type PictureFormat = "jpeg" | "png" | "webp";

/** What is known of a picture; sides are those of the upright picture. */
export interface PictureFacts {
  format: PictureFormat;
  width: number;
  height: number;
  /** EXIF orientation as found, 1-8 (1 when there is none). */
  orientation: number;
}

export type MediaReason =
  | "IMAGE_BLURRED"
  | "IMAGE_GLARE"
  | "IMAGE_CROPPED"
  | "IMAGE_TOO_SMALL"
  | "IMAGE_TOO_DARK";

/** Measured on the picture; every score 0-1. `glare` is a share of pixels, the rest grow with quality. */
export interface PictureQuality {
  acceptable: boolean;
  sharpness: number;
  glare: number;
  brightness: number;
  contrast: number;
  /** Share (0-1) of the picture that bears moiré or another fine coloured pattern; left out where it was not measured. */
  moire?: number;
  issues: MediaReason[];
}
