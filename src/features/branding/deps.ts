import type { Settings } from "../../env.ts";
import type { RecordsDeps } from "../../records/commit.ts";
import type { BlobStore } from "../../storage/blobs.ts";
import type { PublicAssets } from "../../storage/public-assets.ts";

/** What the verbs of this feature need. */
export interface BrandingDeps extends RecordsDeps {
  /** Where uploads are, by whose id a picture may come. */
  blobs: BlobStore;
  assets: PublicAssets;
  settings: Pick<Settings, "ISSUER" | "SIGNING_JWK">;
}
