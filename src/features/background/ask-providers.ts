import { toInstant } from "../../kernel/clock.ts";
import type { ProviderAnswer } from "./criminal/port.ts";
import { type CriminalSource, sourcesOf } from "./criminal/sources.ts";
import type { BackgroundDeps } from "./deps.ts";
import type { RecordData, SourceData } from "./schemas.ts";
import type { Subject } from "./sought-subject.ts";

interface Request {
  subject: Subject;
  jurisdictions: string[];
  purpose: string;
  consentId: string | null;
  checkId: string;
}

/** Asks every register of the jurisdictions that has a provider, all at once; the others stay named. */
export async function askProviders(
  deps: BackgroundDeps,
  request: Request,
): Promise<{ records: RecordData[]; sources: SourceData[] }> {
  const registers = request.jurisdictions.flatMap(sourcesOf);
  const answers = await Promise.all(registers.map((register) => ask(deps, register, request)));
  return {
    records: answers.flatMap((answer) => answer.records),
    sources: answers.map((answer) => answer.source),
  };
}

async function ask(deps: BackgroundDeps, register: CriminalSource, request: Request) {
  const { id, name, jurisdiction } = register;
  const provider = deps.criminalProviders.get(id);
  if (!provider) {
    const source: SourceData = { id, name, jurisdiction, status: "not_configured", queriedAt: null };
    return { records: [], source };
  }
  const { jurisdictions: _all, ...rest } = request;
  // A provider that throws has not answered; its reasons are its adapter's to log.
  const answer = await provider
    .query({ ...rest, jurisdiction })
    .catch((): ProviderAnswer => ({ status: "unavailable" }));
  const source: SourceData = {
    id,
    name,
    jurisdiction,
    status: answer.status,
    queriedAt: toInstant(deps.clock()),
  };
  const records = answer.status === "answered" ? answer.records : [];
  return {
    records: records.map((record): RecordData => ({ sourceId: id, jurisdiction, ...record })),
    source,
  };
}
