import { writeDate } from "./date-format.ts";
import { writeAt } from "./json-pointer.ts";
import type { RequestValue, SourceMapping } from "./provider-config.ts";
import type { RequestFields } from "./subject-fields.ts";

/** What is sent to a provider, before it is signed. */
export interface OutgoingRequest {
  method: "GET" | "POST";
  url: string;
  /** JSON; null for GET. */
  body: string | null;
}

const MISSING = Symbol("missing");

/** The request by which a source is asked; null when the fields lack what it must be asked by. */
export function buildRequest(ask: SourceMapping["ask"], fields: RequestFields): OutgoingRequest | null {
  const url = fillUrl(ask.url, ask.query, fields);
  if (url === null) return null;
  if (ask.method === "GET") return { method: "GET", url, body: null };
  const body: Record<string, unknown> = {};
  for (const [pointer, rule] of Object.entries(ask.body)) {
    const value = resolveValue(rule, fields);
    if (value === MISSING) return null;
    if (value !== undefined) writeAt(body, pointer, value);
  }
  return { method: "POST", url, body: JSON.stringify(body) };
}

/** The request by which a pending query is looked after; null without its ticket. */
export function buildPoll(
  poll: NonNullable<SourceMapping["poll"]>,
  fields: RequestFields,
): OutgoingRequest | null {
  const url = fillUrl(poll.url, poll.query, fields);
  return url === null ? null : { method: "GET", url, body: null };
}

function fillUrl(
  template: string,
  query: Record<string, RequestValue>,
  fields: RequestFields,
): string | null {
  let isComplete = true;
  const filled = template.replaceAll(/\{([^{}]*)\}/g, (_, name: string) => {
    const value = fields[name as keyof RequestFields];
    // "." and ".." would climb in the path, however they are escaped.
    if (value === undefined || value === "." || value === "..") isComplete = false;
    return encodeURIComponent(value ?? "");
  });
  const url = new URL(filled);
  for (const [name, rule] of Object.entries(query)) {
    const value = resolveValue(rule, fields);
    if (value === MISSING) return null;
    if (value !== undefined) url.searchParams.append(name, String(value));
  }
  return isComplete ? url.href : null;
}

/** The value of a rule; undefined to leave it out, `MISSING` where nothing may be asked without it. */
function resolveValue(
  rule: RequestValue,
  fields: RequestFields,
): string | number | boolean | undefined | typeof MISSING {
  if ("value" in rule) return rule.value;
  const absent = rule.optional ? undefined : MISSING;
  const raw = fields[rule.from];
  if (raw === undefined) return absent;
  if (rule.map) return Object.hasOwn(rule.map, raw) ? rule.map[raw] : absent;
  return rule.dateFormat && rule.from === "dateOfBirth" ? writeDate(raw, rule.dateFormat) : raw;
}
