import type { Subject } from "../sought-subject.ts";

/** A record that a source stated about the person. */
export interface CriminalRecord {
  reference: string;
  description: string;
  /** YYYY-MM-DD, where stated. */
  recordedOn: string | null;
}

/** Why a provider did not answer; a code, since what it said itself may be anything. */
export const PROVIDER_FAULTS = [
  "timeout",
  "connection_failed",
  "http_error",
  "rejected",
  "rate_limited",
  "redirect",
  "answer_too_large",
  "credentials_refused",
  "dns_failed",
  "url_not_allowed",
  "circuit_open",
  "expired",
] as const;
export type ProviderFault = (typeof PROVIDER_FAULTS)[number];

/** How an answer that comes later is waited for. */
export interface FollowUp {
  providerId: string;
  /** SHA-256 (hex) of the token in the callback address. */
  tokenHash: string;
  /** What was asked, as far as an answer repeats it. */
  asked: Record<string, string>;
  /** The provider's own name for the query; null where it gave none. */
  ticket: string | null;
  /** Null where the provider cannot be polled. */
  pollAfterMs: number | null;
  expiresAfterMs: number;
}

export type ProviderAnswer =
  | { status: "answered"; records: CriminalRecord[] }
  /** Accepted; the answer comes later, and without `followUp` by no way that Enroll knows. */
  | { status: "pending"; followUp?: FollowUp }
  | { status: "unavailable"; fault?: ProviderFault }
  /** An answer that does not fit what is known of the source. */
  | { status: "unrecognised_answer" }
  /** Not asked: the subject lacks what the source is asked by, such as a document number. */
  | { status: "subject_incomplete" };

/** What a provider is asked. */
export interface ProviderRequest {
  subject: Subject;
  jurisdiction: string;
  purpose: string;
  consentId: string | null;
  checkId: string;
}

/** Asks one source of criminal records. Whatever is not `answered`, or throws, never reads as clear. */
export interface CriminalRecordProvider {
  /** True where the provider wants the person's consent, even for a register that is open to anybody. */
  consentRequired?: boolean;
  query(request: ProviderRequest): Promise<ProviderAnswer>;
}

/** A tenant's own providers by the id of their source. */
export type TenantProviders = (tenantId: string) => Promise<ReadonlyMap<string, CriminalRecordProvider>>;
