import type { Env } from "../../env.ts";
import type { MessageSender } from "./port.ts";

/** The `send_email` binding, as far as it is used (Cloudflare Email Service, Workers API). */
export type EmailBinding = NonNullable<Env["EMAIL"]>;

/** Codes of the service that speak of this very message; anything else may pass. */
const REFUSALS = /^E_(VALIDATION|FIELD|RECIPIENT|SENDER|CONTENT|HEADER)/;

/**
 * Sends mail by the platform. It knows no idempotency, so a run that dies between sending and writing it down sends
 * the same code once more. Written after its documentation; never tried with an account.
 */
export function cloudflareEmail(binding: EmailBinding, from: string): MessageSender {
  return {
    async send({ to, subject, text, html, from: { name, replyTo } }) {
      try {
        await binding.send({
          to,
          from: { email: from, name },
          subject: subject ?? name,
          text,
          ...(html === null ? {} : { html }),
          ...(replyTo === null ? {} : { replyTo }),
        });
        return { outcome: "sent" };
      } catch (error) {
        const code = error instanceof Error && "code" in error ? `${error.code}` : "";
        const refused = REFUSALS.test(code);
        return { outcome: "failed", error: refused ? "refused" : "provider_failed", again: !refused };
      }
    },
  };
}
