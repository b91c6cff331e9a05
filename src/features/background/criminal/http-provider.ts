import { sha256Hex, toBase64Url, utf8 } from "../../../kernel/bytes.ts";
import { logLine } from "../../../kernel/logger.ts";
import { buildRequest } from "./build-request.ts";
import { callProvider } from "./call-provider.ts";
import { enterCircuit, leaveCircuit } from "./circuit-store.ts";
import type { CriminalRecordProvider, ProviderAnswer, TenantProviders } from "./port.ts";
import type { HttpConfig, SourceMapping } from "./provider-config.ts";
import { asHttp, listProviders, openConfig } from "./provider-store.ts";
import type { ProvidersDeps } from "./providers-deps.ts";
import { type Reading, readAnswer, readTicket } from "./read-answer.ts";
import { fieldsOf, type RequestFields } from "./subject-fields.ts";

export interface ProviderOfTenant {
  tenantId: string;
  providerId: string;
  config: HttpConfig;
}

/** A tenant's configured providers, each register's by its id; asked for anew by every check. */
export const tenantProviders =
  (deps: ProvidersDeps): TenantProviders =>
  async (tenantId) => {
    const providers = new Map<string, CriminalRecordProvider>();
    for (const row of await listProviders(deps.database, tenantId)) {
      if (!row.enabled) continue;
      const config = asHttp(await openConfig(deps.vault, row));
      for (const source of config.sources) {
        providers.set(source.sourceId, httpProvider(deps, { tenantId, providerId: row.id, config }, source));
      }
    }
    return providers;
  };

/** One register as it is asked by a tenant's configuration. */
export function httpProvider(
  deps: ProvidersDeps,
  provider: ProviderOfTenant,
  source: SourceMapping,
): CriminalRecordProvider {
  const { tenantId, providerId, config } = provider;
  return {
    consentRequired: source.consentRequired,
    async query(request): Promise<ProviderAnswer> {
      const token = toBase64Url(crypto.getRandomValues(new Uint8Array(32)));
      const fields = fieldsOf(request, callbackUrlOf(deps, token));
      const outgoing = buildRequest(source.ask, fields);
      if (!outgoing) return { status: "subject_incomplete" };
      const circuit = { database: deps.database, tenantId, providerId };
      if (!(await enterCircuit(circuit, deps.clock())))
        return { status: "unavailable", fault: "circuit_open" };
      const startedAt = deps.clock();
      const reply = await callProvider(deps, {
        config,
        request: outgoing,
        key: `${request.checkId}.${source.sourceId}`,
        statuses: source.answer.statuses,
        repeatable: outgoing.method === "GET" || source.ask.idempotent,
      });
      // A refusal is an answer as well: the provider is there.
      await leaveCircuit(circuit, reply.ok || reply.fault === "rejected", deps.clock());
      const answer: ProviderAnswer = reply.ok
        ? toAnswer(readReply(reply, source, fields), {
            providerId,
            asked: askedOf(fields),
            tokenHash: await sha256Hex(utf8(token)),
            pollAfterMs: source.poll ? config.pollAfterSeconds * 1_000 : null,
            expiresAfterMs: config.pendingSeconds * 1_000,
          })
        : { status: "unavailable", fault: reply.fault };
      logLine("background.provider_query", {
        tenantId,
        sourceId: source.sourceId,
        status: answer.status,
        fault: reply.ok ? null : reply.fault,
        durationMs: deps.clock() - startedAt,
      });
      return answer;
    },
  };
}

/** What a reply says: 202 is "later" whatever its body. */
export function readReply(
  reply: { status: number; json: unknown },
  source: SourceMapping,
  fields: RequestFields,
): Reading {
  return reply.status === 202
    ? { status: "pending", ticket: readTicket(reply.json, source.answer) }
    : readAnswer(reply.json, source.answer, fields);
}

type Wait = Omit<NonNullable<Extract<ProviderAnswer, { status: "pending" }>["followUp"]>, "ticket">;

const toAnswer = (reading: Reading, wait: Wait): ProviderAnswer =>
  reading.status === "pending"
    ? {
        status: "pending",
        // Without a ticket there is nothing to ask for; the callback may still come.
        followUp: {
          ...wait,
          ticket: reading.ticket,
          pollAfterMs: reading.ticket === null ? null : wait.pollAfterMs,
        },
      }
    : reading;

/** What an answer that comes later is held against. */
const askedOf = ({ documentNumber, fullName, checkId }: RequestFields): RequestFields => ({
  ...(documentNumber === undefined ? {} : { documentNumber }),
  ...(fullName === undefined ? {} : { fullName }),
  ...(checkId === undefined ? {} : { checkId }),
});

const callbackUrlOf = ({ publicUrl }: ProvidersDeps, token: string): string | null =>
  publicUrl === null ? null : `${publicUrl}/v2/enroll/background/provider-callbacks/${token}`;
