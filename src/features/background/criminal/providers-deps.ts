import type { WebhooksDeps } from "../../webhooks/deps.ts";

/** Which pending query is to be looked after; carried by the queue, and safe to arrive twice. */
export interface PollMessage {
  tenantId: string;
  checkId: string;
  sourceId: string;
}

/** What it takes to ask providers; the guard of addresses is that of the webhooks. */
export interface ProvidersDeps extends WebhooksDeps {
  /** Where this installation is reached from outside, without a slash at its end; null where nobody said. */
  publicUrl: string | null;
  /** Waits between two attempts. */
  wait(ms: number): Promise<void>;
  /** Asks for a pending query to be looked after; may fail without harm, the cron finds it anyway. */
  schedulePoll(message: PollMessage, delaySeconds: number): void;
}
