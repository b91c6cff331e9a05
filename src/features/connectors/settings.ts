import type { SigningSecret } from "../webhooks/signing-secrets.ts";
import type { LookupBy, PrefillField } from "./port.ts";

/** How a connector looks for a person; `column` of a database. */
export interface LookupRule {
  by: LookupBy;
  type?: string | undefined;
  country?: string | undefined;
}

interface CommonSettings {
  timeoutMs: number;
  onUnavailable: "open" | "closed";
  /** Only HMACs leave. */
  blinded: boolean;
}

/** A table of people, by names that were validated and are quoted wherever they are used. */
export interface SqlSettings extends CommonSettings {
  /** null: a connection string, in the secrets. */
  binding: string | null;
  table: { schema?: string | undefined; name: string };
  keyColumn: string;
  lookup: (LookupRule & { column: string })[];
  prefill: Partial<Record<PrefillField, string>>;
  blockColumn: string | null;
  writeBack: {
    statusColumn: string;
    sequenceColumn: string;
    updatedAtColumn?: string | undefined;
    userIdColumn?: string | undefined;
  } | null;
}

export interface HttpSettings extends CommonSettings {
  url: string;
  lookup: LookupRule[];
  writeBack: boolean;
}

export type ConnectorSettings =
  | ({ kind: "postgres" | "mysql" } & SqlSettings)
  | ({ kind: "http" } & HttpSettings);

/** What is sealed beside the settings. */
export interface ConnectorSecrets {
  connectionString?: string;
  /** base64 */
  blindingKey?: string;
  /** Of an HTTP connector, newest first. */
  signing?: SigningSecret[];
}
