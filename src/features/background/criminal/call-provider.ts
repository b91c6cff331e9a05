import { admitUrl } from "../../webhooks/admit-url.ts";
import { parseRetryAfter } from "../../webhooks/retry-policy.ts";
import { signatureHeader } from "../../webhooks/signature.ts";
import type { OutgoingRequest } from "./build-request.ts";
import type { ProviderFault } from "./port.ts";
import type { HttpConfig } from "./provider-config.ts";
import type { ProvidersDeps } from "./providers-deps.ts";

export type Reply =
  | { ok: true; status: number; json: unknown }
  | { ok: false; fault: ProviderFault; retryAfterMs?: number | null };

export interface Call {
  config: HttpConfig;
  request: OutgoingRequest;
  /** Names the query for the provider, the same in each attempt. */
  key: string;
  /** Statuses whose body is read; 202 always is. */
  statuses: readonly number[];
  /** True when a second request has no second effect. */
  repeatable: boolean;
}

/** A person's records in JSON, many times over; an isolate holds several answers at once. */
const MAX_ANSWER_BYTES = 256 * 1024;
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 2_000;
/** Somebody waits for the check. */
const BUDGET_MS = 20_000;

/** Faults that may be gone in a moment. */
const PASSING: readonly ProviderFault[] = [
  "timeout",
  "connection_failed",
  "http_error",
  "rate_limited",
  "dns_failed",
];
/** Of those, the ones before anything was done at the provider: safe to repeat whatever the method. */
const BEFORE_WORK: readonly ProviderFault[] = ["rate_limited", "dns_failed"];

/**
 * Asks a provider, again after passing faults where that is safe: waits of 250 ms doubled each time, at random
 * within their upper half, or the `Retry-After` up to 2 s. Never throws for what the provider, its name or the
 * network does.
 */
export async function callProvider(deps: ProvidersDeps, call: Call): Promise<Reply> {
  const startedAt = deps.clock();
  for (let attempt = 1; ; attempt++) {
    const reply = await attemptCall(deps, call);
    if (reply.ok || attempt >= call.config.maxAttempts || !PASSING.includes(reply.fault)) return reply;
    if (!call.repeatable && !BEFORE_WORK.includes(reply.fault)) return reply;
    const planned = FIRST_WAIT_MS * 2 ** (attempt - 1) * (0.5 + deps.random() / 2);
    const waitMs = Math.min(LONGEST_WAIT_MS, Math.max(planned, reply.retryAfterMs ?? 0));
    if (deps.clock() - startedAt + waitMs > BUDGET_MS) return reply;
    await deps.wait(waitMs);
  }
}

async function attemptCall(deps: ProvidersDeps, call: Call): Promise<Reply> {
  const { config, request } = call;
  // Each time anew: a name may stand for another address than when the configuration was saved.
  const admission = await admitUrl(deps, request.url).catch(() => null);
  if (admission === null) return { ok: false, fault: "dns_failed" };
  if (!admission.admitted) {
    return { ok: false, fault: admission.fault === "URL_UNRESOLVABLE" ? "dns_failed" : "url_not_allowed" };
  }
  const { fetch: send } = deps; // called as deps.fetch it would lose the global `this` that workerd insists on
  try {
    const answer = await send(admission.url, {
      method: request.method,
      redirect: "manual",
      signal: AbortSignal.timeout(config.timeoutMs),
      headers: await headersOf(deps, call),
      body: request.body,
    });
    return await readReply(deps, call, answer);
  } catch (error) {
    const timedOut = error instanceof Error && (error.name === "TimeoutError" || error.name === "AbortError");
    return { ok: false, fault: timedOut ? "timeout" : "connection_failed" };
  }
}

async function headersOf(deps: ProvidersDeps, call: Call): Promise<Record<string, string>> {
  const { auth } = call.config;
  const { body } = call.request;
  const headers: Record<string, string> = {
    accept: "application/json",
    "user-agent": "Enroll-Background/1",
    "idempotency-key": call.key,
    ...(body === null ? {} : { "content-type": "application/json" }),
  };
  if (auth.type === "bearer") headers.authorization = `Bearer ${auth.token}`;
  if (auth.type === "header") headers[auth.name.toLowerCase()] = auth.value;
  if (auth.type === "signed") {
    const timestampSeconds = Math.floor(deps.clock() / 1_000);
    headers["webhook-id"] = call.key;
    headers["webhook-timestamp"] = `${timestampSeconds}`;
    headers["webhook-signature"] = await signatureHeader([auth.secret], {
      id: call.key,
      timestampSeconds,
      body: body ?? "",
    });
  }
  return headers;
}

async function readReply(deps: ProvidersDeps, call: Call, answer: Response): Promise<Reply> {
  const { status } = answer;
  if (status !== 202 && !call.statuses.includes(status)) {
    await answer.body?.cancel();
    return {
      ok: false,
      fault: faultOf(status),
      retryAfterMs: parseRetryAfter(answer.headers.get("retry-after"), deps.clock()),
    };
  }
  const text = await readText(answer);
  if (text === null) return { ok: false, fault: "answer_too_large" };
  return { ok: true, status, json: parsed(text) };
}

function faultOf(status: number): ProviderFault {
  // With `redirect: "manual"` some runtimes hand out an opaque answer of status 0.
  if (status === 0 || (status >= 300 && status < 400)) return "redirect";
  if (status === 401 || status === 403) return "credentials_refused";
  if (status === 429) return "rate_limited";
  // A request that was understood and refused is refused again; 408 and 425 ask for another try (RFC 9110, RFC 8470).
  return status >= 500 || status === 408 || status === 425 ? "http_error" : "rejected";
}

/** The answer's text; null when there is more of it than a provider has reason to send. */
async function readText(answer: Response): Promise<string | null> {
  const reader = answer.body?.getReader();
  if (!reader) return "";
  const decoder = new TextDecoder();
  let text = "";
  for (let seen = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    seen += value.byteLength;
    if (seen > MAX_ANSWER_BYTES) {
      await reader.cancel();
      return null;
    }
    text += decoder.decode(value, { stream: true });
  }
}

/** JSON, or undefined, which fits no mapping. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
