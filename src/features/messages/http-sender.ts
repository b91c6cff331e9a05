import { toInstant } from "../../kernel/clock.ts";
import { EVENT_API_VERSION } from "../../records/event-types.ts";
import { attemptDelivery } from "../webhooks/attempt.ts";
import type { WebhooksDeps } from "../webhooks/deps.ts";
import type { Message, MessageSender, SendFault, SendResult } from "./port.ts";

/** Answers by which a provider says that this very message will never do. */
const REFUSALS = [400, 410, 422];

/**
 * Sends by a provider of the tenant's own: one POST, signed as Standard Webhooks; `webhook-id` is the message's id and
 * stays the same for each attempt. The address is checked as a webhook's is, each time.
 */
export function httpSender(
  deps: WebhooksDeps,
  receiver: { url: string; secrets: readonly string[] },
): MessageSender {
  return {
    async send(message) {
      const result = await attemptDelivery(deps, receiver, body(message, deps.clock()));
      if (result.verdict === "delivered") return { outcome: "sent" };
      if (result.status !== null) {
        const refused = REFUSALS.includes(result.status);
        return failed(refused ? "refused" : "provider_failed", !refused);
      }
      const { error } = result;
      const known = error === "timeout" || error === "dns_failed" || error === "url_not_allowed";
      return failed(known ? error : "connection_failed", error !== "url_not_allowed");
    },
  };
}

const failed = (error: SendFault, again: boolean): SendResult => ({ outcome: "failed", error, again });

const body = ({ id, tenantId: _, expiresAt, ...data }: Message, now: number) => ({
  id,
  type: "message.send",
  timestamp: toInstant(now),
  apiVersion: EVENT_API_VERSION,
  data: { ...data, expiresAt: toInstant(expiresAt) },
});
