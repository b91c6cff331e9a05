import type { z } from "zod";
import type { Caller, Locale, Scope } from "../kernel/caller.ts";

/** The classes of request that are limited a user a minute. */
export type LimitClass = "documents" | "biometrics" | "background";

/** What a handler may see of a request: parsed, typed, and without Hono. */
export interface EndpointInput<Params, Query, Body> {
  caller: Caller;
  params: Params;
  query: Query;
  body: Body;
  /** `If-Match` as sent, unquoted; null when absent. */
  ifMatch: string | null;
  door: Door;
}

/** What came with the request beside its body, for routes that judge it themselves (the token endpoint). */
export interface Door {
  authorization: string | null;
  /** The address that connected; empty where it is not known. */
  peer: string;
  /** What a signed request says of itself, unverified (Standard Webhooks: `webhook-id`, `-timestamp`, `-signature`). */
  signed: { id: string | null; timestamp: string | null; signature: string | null };
}

/** What a handler of a `stream` gets for a body. */
export interface StreamedBody {
  contentType: string;
  bytes: AsyncIterable<Uint8Array>;
}

/** A successful answer: `data` goes into the envelope; `status` defaults to the endpoint's own. */
export interface EndpointAnswer<Data> {
  data: Data;
  status?: 200 | 201 | 202;
  headers?: Record<string, string>;
}

/** One route as data: mounted, documented and tested from the same declaration. */
export interface Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Data extends z.ZodType = z.ZodType,
> {
  method: "get" | "post" | "put" | "patch" | "delete";
  /** Hono's form (`/users/:userId/status`), below the base `/v2/enroll`. */
  path: string;
  operationId: string;
  tag: string;
  /** A few words for the docs page's menu, in each language. */
  title: Record<Locale, string>;
  /** One sentence for the docs page, in each language. */
  summary: Record<Locale, string>;
  /** null: needs no token (token endpoint, discovery, operator). */
  scope: Scope | null;
  /** Asks for the operator's key instead of a token: the one who deployed this Enroll, above all tenants. */
  operator?: true;
  limit: LimitClass | null;
  /**
   * `pictures`: the body may carry base64 or multipart pictures; `raw`: bytes; `json` (default): at most 64 kB;
   * `form`: JSON, or a form of OAuth, which is then answered in OAuth's own words; `signed`: JSON as bytes, at most
   * 256 kB, since a signature is over what was sent and not over what was parsed; `stream`: a file that the verb reads
   * as it comes, and bounds itself (`StreamedBody`).
   */
  carries?: "json" | "pictures" | "raw" | "form" | "signed" | "stream";
  params?: Params;
  query?: Query;
  body?: Body;
  /** Schema of `data` in the answer. */
  data: Data;
  status?: 200 | 201 | 202;
  /** An example body that works as it is, shown on the docs page. */
  example?: unknown;
  handle(
    input: EndpointInput<z.output<Params>, z.output<Query>, z.output<Body>>,
  ): Promise<EndpointAnswer<z.input<Data>>>;
}

/** Declares an endpoint, keeping the types of its schemas for its handler. */
export function endpoint<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, D extends z.ZodType>(
  declaration: Endpoint<P, Q, B, D>,
): Endpoint {
  return declaration as unknown as Endpoint;
}
