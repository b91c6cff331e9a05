import { ConnectorFault, faultOf } from "../fault.ts";
import type { ProbeStep } from "../port.ts";
import { within } from "../within.ts";
import type { SqlSession } from "./session.ts";
import type { SqlTarget } from "./sql-target.ts";
import { columnStatement, excessStatement, tableStatement, writeStatement } from "./statements.ts";

/** Half of its bound for a statement that reads nothing leaves no room for one that does. */
const SLOW_SHARE = 0.5;

/**
 * Tries, step by step, all that the connector will do, without reading or changing a row. Stops at the first step
 * that fails and names the rest as not performed.
 */
export async function probeSql(target: SqlTarget): Promise<ProbeStep[]> {
  const { settings } = target;
  const steps: ProbeStep[] = [];
  let session: SqlSession | null = null;
  const open = (): SqlSession => {
    if (!session) throw new ConnectorFault("CONNECTION_LOST");
    return session;
  };
  const plan: [ProbeStep["step"], () => Promise<unknown>][] = [
    ["address", () => target.reach()],
    [
      "connect",
      async () => {
        session = await target.openSession({ ...(await target.reach()), timeoutMs: settings.timeoutMs });
        await session.run({ text: "SELECT 1 AS one", params: [] });
      },
    ],
    ["read", () => tryReading(open(), target)],
    ["write", () => tryWriting(open(), target)],
  ];
  for (const [step, work] of plan) {
    const failed = steps.some(({ outcome }) => outcome === "fail");
    if (failed || (step === "write" && !settings.writeBack)) {
      steps.push({ step, outcome: "not_performed", code: null, subject: null, durationMs: 0 });
      continue;
    }
    steps.push(await tried(target, step, work));
  }
  if (steps.every(({ outcome }) => outcome !== "fail")) steps.push(await tryPrivileges(open(), target));
  (session as SqlSession | null)?.close();
  return steps;
}

async function tried(
  target: SqlTarget,
  step: ProbeStep["step"],
  work: () => Promise<unknown>,
): Promise<ProbeStep> {
  const { timeoutMs } = target.settings;
  const startedAt = target.clock();
  try {
    await within(timeoutMs, work);
    const durationMs = Math.max(0, target.clock() - startedAt);
    const slow = durationMs > timeoutMs * SLOW_SHARE;
    return {
      step,
      outcome: slow ? "warning" : "pass",
      code: slow ? "SLOW" : null,
      subject: null,
      durationMs,
    };
  } catch (error) {
    const { code, subject } = faultOf(error);
    return { step, outcome: "fail", code, subject, durationMs: Math.max(0, target.clock() - startedAt) };
  }
}

/** The table, then column by column, so that the one that is missing or forbidden can be named. */
async function tryReading(session: SqlSession, { dialect, settings }: SqlTarget): Promise<void> {
  const { table, keyColumn, blockColumn, lookup, prefill, writeBack } = settings;
  // A role that may read some columns only may not even ask for none.
  await session.run(tableStatement(dialect, table)).catch((error: unknown) => {
    if (faultOf(error).code !== "PERMISSION_DENIED") throw error;
  });
  const names = [
    keyColumn,
    ...lookup.map(({ column }) => column),
    ...Object.values(prefill),
    ...(blockColumn === null ? [] : [blockColumn]),
    ...(writeBack ? [writeBack.sequenceColumn] : []),
  ];
  for (const name of new Set(names)) await tryColumn(session, name, columnStatement(dialect, table, name));
}

/** The very statement of a write-back, for a row that cannot be. */
async function tryWriting(session: SqlSession, { dialect, settings, clock }: SqlTarget): Promise<void> {
  const nobody = { key: "0", userId: "usr_", status: "approved" as const, sequence: 1, at: clock() };
  await session.run(writeStatement(dialect, settings, nobody, " AND 1 = 0"));
}

/** What the database user may do beyond what is needed: a stolen password would be worth that much more. */
async function tryPrivileges(session: SqlSession, target: SqlTarget): Promise<ProbeStep> {
  const statement = excessStatement(target.dialect, target.settings.table);
  const nothing = { step: "privileges" as const, code: null, subject: null, durationMs: 0 };
  if (!statement) return { ...nothing, outcome: "not_performed" };
  let excess: unknown = null;
  const step = await tried(target, "privileges", async () => {
    const { rows } = await session.run(statement);
    excess = rows[0]?.excess ?? null;
  });
  if (step.outcome === "fail") return { ...nothing, outcome: "not_performed" };
  return typeof excess === "string"
    ? { ...step, outcome: "warning", code: "EXCESS_PRIVILEGE", subject: excess }
    : step;
}

async function tryColumn(session: SqlSession, name: string, statement: Parameters<SqlSession["run"]>[0]) {
  await session.run(statement).catch((error: unknown) => {
    const { code, subject } = faultOf(error);
    throw new ConnectorFault(code, { subject: subject ?? name, cause: error });
  });
}
