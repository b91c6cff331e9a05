import { EnrollError, type ErrorDetail } from "../../../kernel/errors.ts";
import { admitUrl } from "../../webhooks/admit-url.ts";
import { judgeUrl } from "../../webhooks/url-guard.ts";
import { type ProviderConfig, usesCallback } from "./provider-config.ts";
import { asHttp, listProviders } from "./provider-store.ts";
import type { ProvidersDeps } from "./providers-deps.ts";

/**
 * Judges a configuration before it is saved: every address, and that no other provider reaches the same register.
 * Throws `VALIDATION_FAILED` naming each fault, and `SERVICE_UNAVAILABLE` when names cannot be resolved, except in
 * development (often without a network), where the check before each request must do.
 */
export async function admitProvider(
  deps: ProvidersDeps,
  tenantId: string,
  id: string,
  config: ProviderConfig,
): Promise<void> {
  const faults: ErrorDetail[] = [];
  const refuse = (field: string, code: string) =>
    faults.push({ field: `config.${field}`, code, message: "" });
  const others = (await listProviders(deps.database, tenantId)).filter((row) => row.id !== id);
  const taken = new Set(others.flatMap(({ sources }) => sources));
  const verdicts = new Map<string, Promise<string | null>>();
  const judge = (template: string): Promise<string | null> => {
    const sample = template.replaceAll(/\{[^{}]*\}/g, "x");
    const { origin } = new URL(sample);
    const known = verdicts.get(origin) ?? faultOf(deps, sample);
    verdicts.set(origin, known);
    return known;
  };
  for (const [at, source] of asHttp(config).sources.entries()) {
    const own = config.kind === "http";
    if (taken.has(source.sourceId)) refuse(own ? `sources.${at}.sourceId` : `sources.${at}`, "DUPLICATE");
    if (usesCallback(source) && deps.publicUrl === null) refuse(`sources.${at}.ask`, "NOT_AVAILABLE");
    const asked = await judge(source.ask.url);
    if (asked !== null) refuse(own ? `sources.${at}.ask.url` : "baseUrl", asked);
    const polled = source.poll ? await judge(source.poll.url) : null;
    if (polled !== null) refuse(`sources.${at}.poll.url`, polled);
  }
  if (faults.length > 0) throw new EnrollError("VALIDATION_FAILED", { details: faults });
}

async function faultOf(deps: ProvidersDeps, url: string): Promise<string | null> {
  const verdict = judgeUrl(url, deps);
  if (!verdict.allowed) return verdict.fault;
  try {
    const admission = await admitUrl(deps, url);
    return admission.admitted ? null : admission.fault;
  } catch (cause) {
    if (deps.development) return null;
    throw new EnrollError("SERVICE_UNAVAILABLE", { headers: { "retry-after": "5" }, cause });
  }
}
