import { toInstant } from "../../kernel/clock.ts";
import type { CriminalRecordProvider, FollowUp, ProviderAnswer, ProviderRequest } from "./criminal/port.ts";
import { type CriminalSource, needsConsent, sourcesOf } from "./criminal/sources.ts";
import type { RecordData, SourceData } from "./criminal-schemas.ts";
import type { BackgroundDeps } from "./deps.ts";

interface Request extends Omit<ProviderRequest, "jurisdiction"> {
  tenantId: string;
  jurisdictions: string[];
  /** Ids of the registers to ask; null for all of the jurisdictions. */
  only: readonly string[] | null;
}

export interface Answers {
  records: RecordData[];
  sources: SourceData[];
  /** Answers that come later, and how they are waited for. */
  followUps: { sourceId: string; followUp: FollowUp }[];
  /** Registers of the jurisdictions that nobody was to ask. */
  leftOut: string[];
}

/** Asks every register of the jurisdictions that has a provider, all at once; the others stay named. */
export async function askProviders(deps: BackgroundDeps, request: Request): Promise<Answers> {
  const { tenantId, jurisdictions, only, ...asked } = request;
  const registers = jurisdictions.flatMap(sourcesOf);
  const chosen = registers.filter(({ id }) => only === null || only.includes(id));
  const own = await deps.tenantProviders?.(tenantId);
  const answers = await Promise.all(
    chosen.map(async (register) => {
      const provider = own?.get(register.id) ?? deps.criminalProviders.get(register.id);
      const { queriedAt, answer } = await ask(deps, register, provider, asked);
      return { register, queriedAt, answer };
    }),
  );
  return {
    records: answers.flatMap(({ register, answer }) =>
      answer.status === "answered"
        ? answer.records.map((record) => ({
            sourceId: register.id,
            jurisdiction: register.jurisdiction,
            ...record,
          }))
        : [],
    ),
    sources: answers.map(({ register, queriedAt, answer }): SourceData => {
      const { id, name, jurisdiction } = register;
      const fault = answer.status === "unavailable" && answer.fault ? { fault: answer.fault } : {};
      return { id, name, jurisdiction, status: answer.status, queriedAt, ...fault };
    }),
    followUps: answers.flatMap(({ register, answer }) =>
      answer.status === "pending" && answer.followUp
        ? [{ sourceId: register.id, followUp: answer.followUp }]
        : [],
    ),
    leftOut: registers.filter((register) => !chosen.includes(register)).map(({ id }) => id),
  };
}

/** Not asked, by our own rules. */
type NotAsked = { status: "not_configured" | "consent_missing" };

async function ask(
  deps: BackgroundDeps,
  register: CriminalSource,
  provider: CriminalRecordProvider | undefined,
  request: Omit<ProviderRequest, "jurisdiction">,
): Promise<{ queriedAt: string | null; answer: ProviderAnswer | NotAsked }> {
  if (!provider) return { queriedAt: null, answer: { status: "not_configured" } };
  if (request.consentId === null && (needsConsent(register) || provider.consentRequired)) {
    return { queriedAt: null, answer: { status: "consent_missing" } };
  }
  const { jurisdiction } = register;
  // A provider that throws has not answered; its reasons are its adapter's to log.
  const answer = await provider
    .query({ ...request, jurisdiction })
    .catch((): ProviderAnswer => ({ status: "unavailable" }));
  const isAsked = answer.status !== "subject_incomplete";
  return { queriedAt: isAsked ? toInstant(deps.clock()) : null, answer };
}
