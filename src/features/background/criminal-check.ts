import { type Caller, requireScope } from "../../kernel/caller.ts";
import { toInstant } from "../../kernel/clock.ts";
import { newId } from "../../kernel/ids.ts";
import { commitWithRetry } from "../../records/commit.ts";
import { planAdvance } from "../users/advance.ts";
import { askProviders } from "./ask-providers.ts";
import { concludeCriminal } from "./conclude.ts";
import { delaySecondsUntil } from "./criminal/poll-query.ts";
import { keepQuery } from "./criminal/query-store.ts";
import { criminalEvents } from "./criminal-events.ts";
import type { CriminalData, CriminalInput } from "./criminal-schemas.ts";
import { reviewsFor } from "./decisions/decision-store.ts";
import type { BackgroundDeps } from "./deps.ts";
import { countingMatches } from "./reviewed.ts";
import { MATCHER_VERSION } from "./screening/score-name.ts";
import { searchNotices } from "./search-notices.ts";
import { keepCheck, subjectOfCheck } from "./store.ts";
import { loadSubject } from "./subject.ts";
import { toCheckResult } from "./to-check-result.ts";
import { toMatches } from "./to-match.ts";

/**
 * Looks for a person in wanted notices and asks the registers of the jurisdictions. Names every register that
 * exists, answered or not: one that nobody has connected is `not_configured`, and then nothing is clear.
 */
export async function checkCriminalRecords(
  deps: BackgroundDeps,
  caller: Caller,
  input: CriminalInput,
): Promise<CriminalData> {
  requireScope(caller, "background:write");
  const subject = await loadSubject(deps, caller, input);
  const checkId = newId("bgc");
  const jurisdictions = [...new Set(input.jurisdictions)];
  const [notices, registers] = await Promise.all([
    searchNotices(deps, subject),
    askProviders(deps, {
      subject,
      jurisdictions,
      purpose: input.purpose,
      consentId: input.consentId ?? null,
      checkId,
      tenantId: caller.tenantId,
      only: input.sources ?? null,
    }),
  ]);
  const sources = [...notices.sources, ...registers.sources];
  const matches = await toMatches(
    notices.hits,
    await reviewsFor(deps.database, caller.tenantId, input.userId),
  );
  const found = { records: registers.records.length, notices: countingMatches(matches).length };
  const now = deps.clock();
  const data: CriminalData = {
    id: checkId,
    object: "background_check",
    type: "criminal",
    userId: input.userId ?? null,
    ...concludeCriminal(found, sources),
    jurisdictions,
    purpose: input.purpose,
    consentId: input.consentId ?? null,
    records: registers.records,
    matches,
    sources,
    assurance: {
      notPerformed: [
        ...sources.filter((one) => one.status !== "answered").map((one) => one.id),
        ...registers.leftOut,
      ],
    },
    matcherVersion: MATCHER_VERSION,
    createdAt: toInstant(now),
  };
  // While nothing is known yet there is nothing to decide on: the answers to come will have it decided.
  const isOpen = data.status === "pending" && data.outcome === "incomplete";
  const { tenantId, livemode } = caller;
  await commitWithRetry(deps, caller, async () => {
    const advance =
      data.userId && !isOpen ? await planAdvance(deps, caller, data.userId, [toCheckResult(data)]) : null;
    const about = await subjectOfCheck(deps, tenantId, data);
    const queries = registers.followUps.map(({ sourceId, followUp }) =>
      keepQuery(deps.database, about, { tenantId, checkId, sourceId, livemode, followUp }, now),
    );
    return {
      change: {
        statements: [
          ...(await keepCheck(deps, tenantId, data, now, about)),
          ...(await Promise.all(queries)).flat(),
          ...(advance?.statements ?? []),
        ],
        audit: [
          {
            action: "background.criminal_check",
            targetType: "background_check",
            targetId: data.id,
            details: {
              outcome: data.outcome,
              status: data.status,
              purpose: data.purpose,
              userId: data.userId,
            },
          },
        ],
        events: [...criminalEvents(data), ...(advance?.events ?? [])],
        answer: { status: statusOf(data), data },
      },
      result: undefined,
    };
  });
  for (const { sourceId, followUp } of registers.followUps) {
    const { pollAfterMs, expiresAfterMs } = followUp;
    const delaySeconds = delaySecondsUntil(now + (pollAfterMs ?? expiresAfterMs), now);
    deps.schedulePoll?.({ tenantId, checkId, sourceId }, delaySeconds);
  }
  return data;
}

/** 202 while a provider is still working. */
export const statusOf = (data: CriminalData): 200 | 202 => (data.status === "pending" ? 202 : 200);
