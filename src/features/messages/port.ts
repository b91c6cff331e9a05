import type { Locale } from "../../kernel/caller.ts";
import type { Channel } from "../../storage/tables/messages.ts";

/** What is sent to a person; without markup that any of their data could have brought. */
export interface MessageContent {
  /** A mail address, or a telephone in E.164. */
  to: string;
  /** null for a text message. */
  subject: string | null;
  text: string;
  /** null for a text message. */
  html: string | null;
  from: { name: string; replyTo: string | null };
  locale: Locale;
}

export interface Message extends MessageContent {
  /** The same for each attempt, so that a provider can tell a repeat. */
  id: string;
  tenantId: string;
  channel: Channel;
  /** Milliseconds since 1970; later it is of no use. */
  expiresAt: number;
}

export type SendFault =
  | "not_configured"
  | "timeout"
  | "connection_failed"
  | "dns_failed"
  | "url_not_allowed"
  | "refused"
  | "provider_failed";

export type SendResult =
  | { outcome: "sent" }
  /** `again`: whether another attempt may fare better. */
  | { outcome: "failed"; error: SendFault; again: boolean };

/** Hands a message to whoever carries it. Never throws for what the provider does: that is a result. */
export interface MessageSender {
  send(message: Message): Promise<SendResult>;
}
