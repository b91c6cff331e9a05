import type { BlobStore } from "../../../storage/blobs.ts";
import type { UsersDeps } from "../deps.ts";

/** Names one import to the worker that goes on with it. */
export interface ImportMessage {
  tenantId: string;
  importId: string;
}

export interface ImportDeps extends UsersDeps {
  blobs: BlobStore;
  /** Asks for an import to be gone on with; may fail without harm, the cron finds it anyway. */
  requestImport(message: ImportMessage): void;
}
