import { type Caller, requireScope } from "../../../kernel/caller.ts";
import { commit, type RecordsDeps } from "../../../records/commit.ts";
import type { RetentionDays } from "../../../storage/tables/tenants.ts";
import { type RetentionData, type RetentionInput, retentionBody } from "./schemas.ts";
import { findRetention, setRetention } from "./store.ts";

const view = (kept: RetentionDays): RetentionData => ({
  object: "retention",
  ...retentionBody.parse(kept),
});

/** For how long each kind is kept; all null where nothing was set. */
export async function readRetention(deps: RecordsDeps, caller: Caller): Promise<RetentionData> {
  requireScope(caller, "admin");
  return view(await findRetention(deps.database, caller.tenantId));
}

/** Sets all kinds at once; a cron carries it out within minutes, also for what is older already. */
export async function putRetention(
  deps: RecordsDeps,
  caller: Caller,
  input: RetentionInput,
): Promise<RetentionData> {
  requireScope(caller, "admin");
  const data = view(input);
  await commit(deps, caller, {
    statements: [setRetention(deps.database, caller.tenantId, input)],
    audit: [
      {
        action: "retention.set",
        targetType: "tenant",
        targetId: caller.tenantId,
        details: { ...input },
      },
    ],
    events: [],
    answer: { status: 200, data },
  });
  return data;
}
