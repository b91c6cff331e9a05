import type { PictureFault, PictureFormat } from "../port.ts";

export interface HeaderFault {
  ok: false;
  fault: PictureFault;
  detail: string;
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

export const unreadable = (detail: string): HeaderFault => ({ ok: false, fault: "UNREADABLE_IMAGE", detail });
export const unsupported = (detail: string): HeaderFault => ({
  ok: false,
  fault: "UNSUPPORTED_MEDIA",
  detail,
});
export const tooLarge = (detail: string): HeaderFault => ({ ok: false, fault: "PAYLOAD_TOO_LARGE", detail });
