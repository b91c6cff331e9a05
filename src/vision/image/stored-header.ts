import type { PictureFault } from "../ports/answer.ts";
import type { PictureFormat } from "../ports/picture.ts";

/** What exactly is wrong with a file, where its sender can do something about it. */
export type PictureFlaw =
  | "ANIMATED_IMAGE"
  | "CMYK_IMAGE"
  | "HEIC_IMAGE"
  | "PDF_FILE"
  | "IMAGE_SIDE_TOO_SHORT"
  | "IMAGE_SIDE_TOO_LONG"
  | "IMAGE_TOO_MANY_PIXELS";

export interface HeaderFault {
  ok: false;
  fault: PictureFault;
  detail: string;
  flaw?: PictureFlaw;
}

/** What a file says of the picture as it is stored, before its EXIF orientation is applied. */
export type StoredHeader =
  | {
      ok: true;
      format: PictureFormat;
      storedWidth: number;
      storedHeight: number;
      orientation: number;
      /** Coefficients that a decoder must hold before its first row: none for a JPEG of one sequential scan. */
      heldCoefficients: number;
    }
  | HeaderFault;

const refusal =
  (fault: PictureFault) =>
  (detail: string, flaw?: PictureFlaw): HeaderFault => ({
    ok: false,
    fault,
    detail,
    ...(flaw ? { flaw } : {}),
  });

export const unreadable = refusal("UNREADABLE_IMAGE");
export const unsupported = refusal("UNSUPPORTED_MEDIA");
export const tooLarge = refusal("PAYLOAD_TOO_LARGE");
