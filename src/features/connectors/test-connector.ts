import { connectorMessage } from "../../i18n/connector-texts.ts";
import { type Caller, requireScope } from "../../kernel/caller.ts";
import { toInstant } from "../../kernel/clock.ts";
import { commit } from "../../records/commit.ts";
import type { ConnectorsDeps } from "./deps.ts";
import { openConnector } from "./open-connector.ts";
import { requireConnector } from "./read.ts";

/**
 * Tries all that a connector will do, without reading anybody or changing anything, and says in the caller's language
 * what is wrong where. A source that is down is a result, not an error.
 */
export async function testConnector(deps: ConnectorsDeps, caller: Caller, connectorId: string) {
  requireScope(caller, "admin");
  const row = await requireConnector(deps, caller, connectorId);
  const { connector } = await openConnector(deps, row);
  const steps = (await connector.probe()).map((step) => ({
    ...step,
    message: step.code === null ? null : connectorMessage(caller.locale, step.code, step.subject),
  }));
  const ok = steps.every(({ outcome }) => outcome !== "fail");
  const data = {
    connectorId: row.id,
    object: "connector_test" as const,
    ok,
    steps,
    testedAt: toInstant(deps.clock()),
  };
  const failed = steps.find(({ outcome }) => outcome === "fail");
  await commit(deps, caller, {
    statements: [],
    audit: [
      {
        action: "connector.test",
        targetType: "connector",
        targetId: row.id,
        details: { ok, code: failed?.code ?? null },
      },
    ],
    events: [],
    answer: { status: 200, data },
  });
  return data;
}
