import { admitUrl } from "./admit-url.ts";
import type { WebhooksDeps } from "./deps.ts";
import { judgeStatus, parseRetryAfter } from "./retry-policy.ts";
import { signatureHeader } from "./signature.ts";

/** Why an attempt did not deliver; a code, since an answer's text may say anything. */
export type AttemptError =
  | "timeout"
  | "connection_failed"
  | "redirect"
  | "http_error"
  | "gone"
  | "dns_failed"
  | "url_not_allowed";

export interface AttemptResult {
  verdict: "delivered" | "failed" | "gone";
  status: number | null;
  error: AttemptError | null;
  /** Milliseconds since 1970. */
  startedAt: number;
  durationMs: number;
  retryAfterMs: number | null;
}

const TIMEOUT_MS = 15_000;
/** Enough to let the connection end well; nothing of an answer is kept. */
const MAX_ANSWER_BYTES = 20_000;

/**
 * Sends an event once: address checked anew, signed now with each secret, redirects not followed, at most 15 s.
 * Never throws for what the receiver, its name or the network does: that is a result.
 */
export async function attemptDelivery(
  deps: WebhooksDeps,
  receiver: { url: string; secrets: readonly string[] },
  event: { id: string },
): Promise<AttemptResult> {
  const startedAt = deps.clock();
  const result = (
    verdict: AttemptResult["verdict"],
    error: AttemptError | null,
    answer?: Response,
  ): AttemptResult => ({
    verdict,
    error,
    status: answer?.status ?? null,
    startedAt,
    durationMs: Math.max(0, deps.clock() - startedAt),
    retryAfterMs: answer ? parseRetryAfter(answer.headers.get("retry-after"), deps.clock()) : null,
  });

  const admission = await admitUrl(deps, receiver.url).catch(() => null);
  if (admission === null) return result("failed", "dns_failed");
  if (!admission.admitted) {
    return result("failed", admission.fault === "URL_UNRESOLVABLE" ? "dns_failed" : "url_not_allowed");
  }
  // Serialised once: what is signed is what is sent.
  const body = JSON.stringify(event);
  const timestampSeconds = Math.floor(startedAt / 1_000);
  const signature = await signatureHeader(receiver.secrets, { id: event.id, timestampSeconds, body });
  const { fetch: send } = deps; // called as deps.fetch it would lose the global `this` that workerd insists on
  let answer: Response;
  try {
    answer = await send(admission.url, {
      method: "POST",
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: {
        "content-type": "application/json",
        "user-agent": "Enroll-Webhooks/1",
        "webhook-id": event.id,
        "webhook-timestamp": `${timestampSeconds}`,
        "webhook-signature": signature,
      },
      body,
    });
  } catch (error) {
    const timedOut = error instanceof Error && (error.name === "TimeoutError" || error.name === "AbortError");
    return result("failed", timedOut ? "timeout" : "connection_failed");
  }
  await readAtMost(answer, MAX_ANSWER_BYTES);
  const verdict = judgeStatus(answer.status);
  if (verdict !== "failed") return result(verdict, verdict === "gone" ? "gone" : null, answer);
  return result("failed", answer.status >= 300 && answer.status < 400 ? "redirect" : "http_error", answer);
}

/** Reads and drops the start of an answer; how its body ends changes nothing, its status is already known. */
async function readAtMost(answer: Response, maxBytes: number): Promise<void> {
  const reader = answer.body?.getReader();
  if (!reader) return;
  try {
    for (let seen = 0; seen < maxBytes; ) {
      const { done, value } = await reader.read();
      if (done) return;
      seen += value.byteLength;
    }
    await reader.cancel();
  } catch {
    // A receiver that breaks off after its status has answered all the same.
  }
}
