import type { Context } from "hono";
import type { Caller, Locale } from "../kernel/caller.ts";
import type { ErrorCode } from "../kernel/errors.ts";
import type { TenantLimits } from "../storage/tables/tenants.ts";
import type { LimitClass } from "./endpoint.ts";

/** What the stages of one request tell each other, and what its log line is made of. */
export interface RequestState {
  requestId: string;
  locale: Locale;
  /** The pattern (`/users/:userId`), never the path itself: a path names a person's record. */
  route: string | null;
  tenantId: string | null;
  limitClass: LimitClass | null;
  errorCode: ErrorCode | null;
  replayed: boolean;
  /** The caller speaks OAuth (RFC 6749): answers are bare, errors in its vocabulary. */
  oauth: boolean;
  caller: Caller | null;
  /** The tenant's own limits, where an operator has set any. */
  limits: TenantLimits;
  /** Headers that every answer of this request carries, errors too (`RateLimit`). */
  headers: Record<string, string>;
  /** The successful answer as the verb gave it, for whoever keeps it. */
  answered: { status: number; data: unknown } | null;
  /** The body after reading: parsed JSON, or bytes. */
  body: unknown;
}

declare module "hono" {
  interface ContextVariableMap {
    state: RequestState;
  }
}

/** The authenticated caller; a fault of the program when a stage asks before authentication. */
export function callerOf(c: Context): Caller {
  const { caller } = c.get("state");
  if (!caller) throw new Error("no caller on a route without a scope");
  return caller;
}
