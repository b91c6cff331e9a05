import type { RecordsDeps } from "../../records/commit.ts";
import type { BlobStore } from "../../storage/blobs.ts";
import type { DocumentsVisionPort, FacesVisionPort, VisualZonePort } from "../../vision/port.ts";

/** What the verbs of this feature need. */
export type DocumentsDeps = RecordsDeps & {
  blobs: BlobStore;
  documentsVision: DocumentsVisionPort;
  facesVision: FacesVisionPort;
  /** null where no engine reads the visual zone; answers then say so. */
  visualZone: VisualZonePort | null;
};
