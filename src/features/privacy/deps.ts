import type { RecordsDeps } from "../../records/commit.ts";
import type { BlobStore } from "../../storage/blobs.ts";
import type { GalleryClient } from "../biometrics/gallery/gallery-client.ts";
import type { SigningDeps } from "../receipts/sign-receipt.ts";

/** What the verbs of this feature need. */
export type PrivacyDeps = RecordsDeps & {
  blobs: BlobStore;
  gallery: GalleryClient;
  settings: SigningDeps["settings"];
};
