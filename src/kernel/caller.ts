import { EnrollError } from "./errors.ts";

export type Locale = "es" | "en";

/** What a token may do; a route names the one it needs. */
export const SCOPES = [
  "users:read",
  "users:write",
  "documents:read",
  "documents:write",
  "biometrics:read",
  "biometrics:write",
  "biometrics:search",
  "background:read",
  "background:write",
  "pictures:read",
  "webhooks:read",
  "webhooks:write",
  "audit:read",
  "admin",
] as const;
export type Scope = (typeof SCOPES)[number];

/** The claim on an `Idempotency-Key` that the running request holds; its answer is stored with its change. */
export interface IdempotencyClaim {
  method: string;
  route: string;
  key: string;
  /** Changes when another run takes over an expired claim, so that a late first run cannot also write. */
  fence: string;
}

/** Who asks, as plain data: all that a verb may know of the request around it. */
export interface Caller {
  tenantId: string;
  subject: string;
  scopes: readonly Scope[];
  locale: Locale;
  requestId: string;
  /** False in a sandbox tenant. */
  livemode: boolean;
  idempotency: IdempotencyClaim | null;
}

/** Throws `FORBIDDEN` unless the caller's token carries the scope. */
export function requireScope(caller: Caller, scope: Scope): void {
  if (!caller.scopes.includes(scope)) throw new EnrollError("FORBIDDEN");
}
