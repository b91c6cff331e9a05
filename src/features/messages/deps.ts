import type { WebhooksDeps } from "../webhooks/deps.ts";
import type { EmailBinding } from "./cloudflare-email.ts";
import type { DevelopmentInbox } from "./development-inbox.ts";

/** What the verbs and the deliverer of this feature need; the guard of addresses is that of the webhooks. */
export interface MessagesDeps extends WebhooksDeps {
  /** The platform's sending of mail; null where the account has none. */
  email: EmailBinding | null;
  /** Which tenants may send from which address, by the operator's word; `*` for all of them. */
  emailFrom: Readonly<Record<string, readonly string[]>>;
  /** Where messages of tenants without a sender land on a developer's machine; null in production. */
  inbox: DevelopmentInbox | null;
}
