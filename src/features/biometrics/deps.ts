import type { Settings } from "../../env.ts";
import type { RecordsDeps } from "../../records/commit.ts";
import type { BlobStore } from "../../storage/blobs.ts";
import type { FacesVisionPort } from "../../vision/ports/faces.ts";
import type { GalleryClient } from "./gallery/gallery-client.ts";

/** What the verbs of this feature need. */
export type BiometricsDeps = RecordsDeps & {
  blobs: BlobStore;
  facesVision: FacesVisionPort;
  gallery: GalleryClient;
  /** Challenges are signed with the key of our own tokens. */
  settings: Pick<Settings, "ISSUER" | "SIGNING_JWK">;
};
