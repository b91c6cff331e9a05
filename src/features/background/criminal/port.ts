import type { Subject } from "../sought-subject.ts";

/** A record that a source stated about the person. */
export interface CriminalRecord {
  reference: string;
  description: string;
  /** YYYY-MM-DD, where stated. */
  recordedOn: string | null;
}

export type ProviderAnswer =
  | { status: "answered"; records: CriminalRecord[] }
  /** Accepted; the answer comes later. */
  | { status: "pending" }
  | { status: "unavailable" };

/** Asks one source of criminal records. An adapter answers `unavailable` or throws; neither ever reads as clear. */
export interface CriminalRecordProvider {
  query(request: {
    subject: Subject;
    jurisdiction: string;
    purpose: string;
    consentId: string | null;
    checkId: string;
  }): Promise<ProviderAnswer>;
}
