import type { RecordsDeps } from "../../records/commit.ts";
import type { SigningDeps } from "./sign-receipt.ts";

/** What the verbs of this feature need. */
export type ReceiptsDeps = RecordsDeps & { settings: SigningDeps["settings"] };
