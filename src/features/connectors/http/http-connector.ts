import type { z } from "zod";
import { toInstant } from "../../../kernel/clock.ts";
import { newId } from "../../../kernel/ids.ts";
import { ConnectorFault, faultOf } from "../fault.ts";
import type { Connector, ProbeStep, RegistryRecord } from "../port.ts";
import { within } from "../within.ts";
import { type CallDeps, call } from "./call.ts";
import { lookupAnswer, pingAnswer } from "./messages.ts";

export interface HttpTarget {
  url: string;
  /** Newest first. */
  secrets: readonly string[];
  timeoutMs: number;
}

/**
 * The connector that asks a service of the tenant: `lookup`, `status` and `ping`, each a signed POST to one address.
 * 409 to a status means that the service holds a newer one, 404 that the person is gone.
 */
export function httpConnector(deps: CallDeps, target: HttpTarget): Connector {
  const send = (id: string, body: { type: string; [field: string]: unknown }) =>
    within(target.timeoutMs, (signal) => call(deps, target, { id, body }, signal));

  return {
    async find(keys) {
      const { status, text } = await send(newId("req"), { type: "lookup", keys });
      requireSuccess(status);
      const answer = parse(lookupAnswer, text);
      if (!answer.found) return null;
      // A match by something that was not asked for is another person's.
      if (!keys.some(({ by }) => by === answer.matchedBy)) throw new ConnectorFault("BAD_ANSWER");
      const { key, matchedBy, blocked } = answer;
      return { key, matchedBy, blocked, fields: withoutNulls(answer.fields) };
    },
    async write({ key, userId, status, sequence, at }) {
      const body = { type: "status", key, userId, status, sequence, at: toInstant(at) };
      // The id is the same in each repeat of one status, and another for the next.
      const answer = await send(`${userId}.${sequence}`, body);
      if (answer.status === 409) return "newer";
      if (answer.status === 404) throw new ConnectorFault("ROW_NOT_FOUND");
      requireSuccess(answer.status);
      return "written";
    },
    async probe() {
      const startedAt = deps.clock();
      const step = (found: Pick<ProbeStep, "step" | "outcome" | "code" | "subject">): ProbeStep => ({
        ...found,
        durationMs: Math.max(0, deps.clock() - startedAt),
      });
      try {
        const { status, text } = await send(newId("req"), { type: "ping" });
        requireSuccess(status);
        parse(pingAnswer, text);
        return [step({ step: "connect", outcome: "pass", code: null, subject: null })];
      } catch (error) {
        const { code, subject } = faultOf(error);
        return [step({ step: "connect", outcome: "fail", code, subject })];
      }
    },
  };
}

function requireSuccess(status: number): void {
  if (status >= 200 && status < 300) return;
  if (status === 401 || status === 403) throw new ConnectorFault("AUTH_FAILED", { subject: `${status}` });
  if (status === 503 || status === 429) throw new ConnectorFault("UNAVAILABLE", { subject: `${status}` });
  throw new ConnectorFault("HTTP_ERROR", { subject: `${status}` });
}

function parse<T extends z.ZodType>(schema: T, text: string): z.output<T> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new ConnectorFault("BAD_ANSWER", { cause });
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success) throw new ConnectorFault("BAD_ANSWER");
  return parsed.data;
}

const withoutNulls = (fields: Record<string, string | null>): RegistryRecord["fields"] =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== ""));
