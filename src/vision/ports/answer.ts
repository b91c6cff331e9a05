/**
 * The vision ports, one file each: what the rest of the product may ask of a picture, and in which words it is
 * answered. Engines stand behind them (our own nets in Workers reached by RPC; Workers AI for the visual zone), so
 * every type is plain data that survives structured cloning. Pictures are opaque bytes on this side: only code under
 * `vision/` decodes one. Points and boxes are in pixels of the upright picture (EXIF orientation applied).
 */

/** A net or rule that had a part in an answer, so that every score can be traced to what gave it. */
export interface Engine {
  name: string;
  version: string;
}

/** Why a picture could not be read at all; the catalogue of `kernel/errors.ts` gives each its status. */
export type PictureFault = "UNSUPPORTED_MEDIA" | "UNREADABLE_IMAGE" | "PAYLOAD_TOO_LARGE";

/** `unavailable` means the engine broke (trap, missing weights, time-out), not that the picture is at fault. */
export type VisionAnswer<T> =
  | { ok: true; value: T; engines: Engine[]; elapsedMs: number }
  | { ok: false; fault: PictureFault; detail: string }
  | { ok: false; fault: "ENGINE_UNAVAILABLE"; detail: string };
