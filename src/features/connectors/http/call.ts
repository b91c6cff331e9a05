import { admitUrl } from "../../webhooks/admit-url.ts";
import type { WebhooksDeps } from "../../webhooks/deps.ts";
import { signatureHeader } from "../../webhooks/signature.ts";
import { ConnectorFault } from "../fault.ts";

export type CallDeps = Pick<WebhooksDeps, "fetch" | "resolve" | "development" | "ownHosts" | "clock">;

/** A record with all its fields is far smaller. */
const MAX_ANSWER_BYTES = 20_000;

/**
 * Sends one signed request (Standard Webhooks 1.0) and answers with its status and text. The address is checked anew
 * each time and redirects are not followed, since the tenant chooses the address (SSRF).
 * @param id the same for each repeat of one message, so that the receiver can tell
 */
export async function call(
  deps: CallDeps,
  to: { url: string; secrets: readonly string[] },
  message: { id: string; body: unknown },
  signal: AbortSignal,
): Promise<{ status: number; text: string }> {
  const admission = await admitUrl(deps, to.url).catch((cause: unknown) => {
    throw new ConnectorFault("DNS_FAILED", { cause });
  });
  if (!admission.admitted) {
    throw new ConnectorFault(admission.fault === "URL_UNRESOLVABLE" ? "DNS_FAILED" : "ADDRESS_NOT_ALLOWED");
  }
  const body = JSON.stringify(message.body);
  const timestampSeconds = Math.floor(deps.clock() / 1_000);
  const signature = await signatureHeader(to.secrets, { id: message.id, timestampSeconds, body });
  const { fetch: send } = deps; // called as deps.fetch it would lose the global `this` that workerd insists on
  const answer = await send(admission.url, {
    method: "POST",
    redirect: "manual",
    signal,
    headers: {
      "content-type": "application/json",
      accept: "application/json",
      "user-agent": "Enroll-Connector/1",
      "webhook-id": message.id,
      "webhook-timestamp": `${timestampSeconds}`,
      "webhook-signature": signature,
    },
    body,
  }).catch((cause: unknown) => {
    throw new ConnectorFault(faultOfSending(cause), { cause });
  });
  return { status: answer.status, text: await readText(answer) };
}

/** The runtime tells little of a request that failed: only a certificate has words of its own. */
const faultOfSending = (error: unknown) =>
  error instanceof Error && /tls|certificate|handshake|ssl/i.test(error.message)
    ? "TLS_FAILED"
    : "CONNECTION_REFUSED";

async function readText(answer: Response): Promise<string> {
  const reader = answer.body?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let seen = 0;
  while (reader) {
    const { done, value } = await reader.read().catch((cause: unknown) => {
      throw new ConnectorFault("CONNECTION_LOST", { cause });
    });
    if (done) break;
    seen += value.byteLength;
    if (seen > MAX_ANSWER_BYTES) {
      await reader.cancel().catch(() => undefined);
      throw new ConnectorFault("BAD_ANSWER");
    }
    text += decoder.decode(value, { stream: true });
  }
  return text + decoder.decode();
}
