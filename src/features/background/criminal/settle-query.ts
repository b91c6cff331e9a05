import { toInstant } from "../../../kernel/clock.ts";
import { commitWithRetry, type RecordsDeps } from "../../../records/commit.ts";
import { advanceIfOpen } from "../advance-if-open.ts";
import { concludeCriminal } from "../conclude.ts";
import { criminalEvents } from "../criminal-events.ts";
import type { CriminalData, SourceData } from "../criminal-schemas.ts";
import { findReviews } from "../decisions/decision-store.ts";
import { scheduleCaller } from "../monitoring/schedule-caller.ts";
import { countingMatches, reviewedCheck } from "../reviewed.ts";
import { openCheck, replaceResult } from "../store.ts";
import { toCheckResult } from "../to-check-result.ts";
import type { ProviderFault } from "./port.ts";
import { deleteQuery, endQuery, type QueryRow } from "./query-store.ts";
import type { Reading } from "./read-answer.ts";

/** How a query ended, by whichever way. */
export type Ending =
  | Exclude<Reading, { status: "pending" }>
  | { status: "unavailable"; fault: ProviderFault };

/**
 * Puts a late answer into its check, once: concludes the check anew and, where nothing else is awaited, tells of it
 * and decides on the user. False when the check or the query is gone, or was ended before.
 */
export function settleQuery(deps: RecordsDeps, row: QueryRow, ending: Ending): Promise<boolean> {
  const { tenantId, checkId } = row;
  const caller = scheduleCaller(tenantId, row.livemode);
  return commitWithRetry(deps, caller, async () => {
    const kept = await openCheck(deps, tenantId, checkId);
    const awaited =
      kept?.check.type === "criminal" &&
      kept.check.sources.some(({ id, status }) => id === row.sourceId && status === "pending");
    if (kept?.check.type !== "criminal" || !awaited) {
      // Its check is gone, or knows the answer: nobody is to be asked for it again.
      const statements = [deleteQuery(deps.database, row)];
      return {
        result: false,
        change: { statements, audit: [], events: [], answer: { status: 200, data: null } },
      };
    }
    const check = withAnswer(kept.check, row.sourceId, ending, toInstant(deps.clock()));
    const reviews = await findReviews(deps.database, tenantId, kept.subjectId);
    const judged = reviewedCheck(check, reviews, row.livemode);
    const isOver = check.status !== "pending";
    const advance = isOver ? await advanceIfOpen(deps, caller, check.userId, [toCheckResult(judged)]) : null;
    return {
      result: true,
      change: {
        statements: [
          endQuery(deps.database, row),
          ...(await replaceResult(deps.database, tenantId, kept, check)),
          ...(advance?.statements ?? []),
        ],
        audit: [
          {
            action: "background.provider_answer",
            targetType: "background_check",
            targetId: checkId,
            details: {
              sourceId: row.sourceId,
              answer: ending.status,
              fault: ending.status === "unavailable" ? ending.fault : null,
              outcome: check.outcome,
              status: check.status,
              userId: check.userId,
            },
          },
        ],
        events: [...criminalEvents(judged as CriminalData), ...(advance?.events ?? [])],
        answer: { status: 200, data: null },
      },
    };
  });
}

/** The check with what a source said at last. Pure. */
function withAnswer(check: CriminalData, sourceId: string, ending: Ending, queriedAt: string): CriminalData {
  const sources = check.sources.map((source): SourceData => {
    if (source.id !== sourceId) return source;
    const { fault: _before, ...rest } = source;
    const fault = ending.status === "unavailable" ? { fault: ending.fault } : {};
    return { ...rest, status: ending.status, queriedAt, ...fault };
  });
  const jurisdiction = check.sources.find(({ id }) => id === sourceId)?.jurisdiction ?? "";
  const found = ending.status === "answered" ? ending.records : [];
  const records = [...check.records, ...found.map((record) => ({ sourceId, jurisdiction, ...record }))];
  const notices = countingMatches(check.matches).length;
  const unanswered = new Set(sources.filter(({ status }) => status !== "answered").map(({ id }) => id));
  const answered = new Set(sources.filter(({ status }) => status === "answered").map(({ id }) => id));
  return {
    ...check,
    ...concludeCriminal({ records: records.length, notices }, sources),
    records,
    sources,
    assurance: {
      notPerformed: [
        ...new Set([...check.assurance.notPerformed.filter((id) => !answered.has(id)), ...unanswered]),
      ],
    },
  };
}
