import { EnrollError } from "../../kernel/errors.ts";
import type { WebhooksDeps } from "./deps.ts";
import { isPublicAddress } from "./public-address.ts";
import { judgeUrl, type UrlFault } from "./url-guard.ts";

export type AdmissionFault = UrlFault | "URL_UNRESOLVABLE" | "URL_NOT_PUBLIC";

export type Admission = { admitted: true; url: string } | { admitted: false; fault: AdmissionFault };

/**
 * Decides whether an address may be called now: its form, then every address that its name stands for. Throws when
 * the resolver cannot be asked. A name may still change between this answer and the call (DNS rebinding): a Worker
 * cannot pin the address, and reaches no private network of ours.
 */
export async function admitUrl(
  deps: Pick<WebhooksDeps, "resolve" | "development" | "ownHosts">,
  text: string,
): Promise<Admission> {
  const verdict = judgeUrl(text, deps);
  if (!verdict.allowed) return { admitted: false, fault: verdict.fault };
  if (verdict.resolveHost !== null) {
    const addresses = await deps.resolve(verdict.resolveHost);
    if (addresses.length === 0) return { admitted: false, fault: "URL_UNRESOLVABLE" };
    if (!addresses.every(isPublicAddress)) return { admitted: false, fault: "URL_NOT_PUBLIC" };
  }
  return { admitted: true, url: verdict.url };
}

/**
 * The address as it will be called, checked before it is saved. Throws `VALIDATION_FAILED` naming the fault, and
 * `SERVICE_UNAVAILABLE` without a resolver; in development (often without a network) the check before each attempt
 * must do.
 */
export async function admitUrlToSave(deps: WebhooksDeps, text: string): Promise<string> {
  const admission = await admitUrl(deps, text).catch((cause: unknown): Admission => {
    const verdict = judgeUrl(text, deps);
    if (deps.development && verdict.allowed) return { admitted: true, url: verdict.url };
    throw new EnrollError("SERVICE_UNAVAILABLE", { headers: { "retry-after": "5" }, cause });
  });
  if (admission.admitted) return admission.url;
  throw new EnrollError("VALIDATION_FAILED", {
    details: [{ field: "url", code: admission.fault, message: "" }],
  });
}
