import type { RecordsDeps } from "../../records/commit.ts";
import type { BlobStore } from "../../storage/blobs.ts";
import type { DocumentsVisionPort } from "../../vision/ports/documents.ts";
import type { FacesVisionPort } from "../../vision/ports/faces.ts";
import type { VisualZonePort } from "../../vision/ports/visual-zone.ts";

/** What the verbs of this feature need. */
export type DocumentsDeps = RecordsDeps & {
  blobs: BlobStore;
  documentsVision: DocumentsVisionPort;
  facesVision: FacesVisionPort;
  /** null where no engine reads the visual zone; answers then say so. */
  visualZone: VisualZonePort | null;
};
