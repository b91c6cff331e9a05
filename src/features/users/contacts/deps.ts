import type { MessagesDeps } from "../../messages/deps.ts";

/** What the verbs of contact verification need. */
export interface ContactsDeps extends MessagesDeps {
  /** Where this installation is reached from outside, for pictures in mails; null: mails go without. */
  publicUrl: string | null;
}
