import * as z from "zod";
import { logLine } from "../../../kernel/logger.ts";
import { buildPoll } from "./build-request.ts";
import { callProvider } from "./call-provider.ts";
import { enterCircuit, leaveCircuit } from "./circuit-store.ts";
import { readReply } from "./http-provider.ts";
import { asHttp, findProvider, openConfig } from "./provider-store.ts";
import type { PollMessage, ProvidersDeps } from "./providers-deps.ts";
import {
  claimQuery,
  findDueQueries,
  openQuery,
  postponeQuery,
  purgeQueries,
  type QueryRow,
} from "./query-store.ts";
import { type Ending, settleQuery } from "./settle-query.ts";

/** Longer than a poll with all its attempts takes. */
const LEASE_MS = 90_000;
const LONGEST_PAUSE_MS = 60 * 60_000;
/** The queue delays a message by a day at most. */
const MAX_DELAY_SECONDS = 24 * 60 * 60;
const DAY_MS = 24 * 60 * 60_000;
/** A run of the cron asks one after the other; what is left has its turn in the next. */
const MAX_DUE = 20;

const pollMessage = z.strictObject({
  tenantId: z.string().min(1),
  checkId: z.string().min(1),
  sourceId: z.string().min(1),
});

/**
 * Looks after a pending query that is due: asks the provider, or gives up when its time is over. Waits double with
 * each poll, up to an hour, ±20 %. What is not due, was ended or is in other hands is left alone.
 */
export async function pollQuery(deps: ProvidersDeps, at: PollMessage): Promise<void> {
  const now = deps.clock();
  const row = await claimQuery(deps.database, at, now, LEASE_MS);
  if (!row) return;
  if (now >= row.expiresAt) {
    await settleQuery(deps, row, { status: "unavailable", fault: "expired" });
    return;
  }
  const { ending, pauseMs } = await ask(deps, row);
  if (ending) {
    await settleQuery(deps, row, ending);
    return;
  }
  const nextAt = Math.min(row.expiresAt, deps.clock() + pauseMs);
  await postponeQuery(deps.database, row, nextAt);
  deps.schedulePoll(at, delaySecondsUntil(nextAt, deps.clock()));
}

/** Whole seconds from now, as the queue takes them. */
export const delaySecondsUntil = (at: number, now: number): number =>
  Math.min(MAX_DELAY_SECONDS, Math.max(1, Math.ceil((at - now) / 1_000)));

/** Asks once; without an ending the query stays pending and is asked again after the pause. */
async function ask(deps: ProvidersDeps, row: QueryRow): Promise<{ ending: Ending | null; pauseMs: number }> {
  const { tenantId, providerId, sourceId } = row;
  const provider = await findProvider(deps.database, tenantId, providerId);
  const config = provider?.enabled ? asHttp(await openConfig(deps.vault, provider)) : null;
  const source = config?.sources.find((one) => one.sourceId === sourceId);
  const query = await openQuery(deps.vault, row);
  // Nobody left to ask, or a callback alone to wait for: until its time is over.
  const untilTheEnd = { ending: null, pauseMs: row.expiresAt - deps.clock() };
  if (!config || !source?.poll || !query || query.ticket === null) return untilTheEnd;
  const fields = { ...query.asked, ticket: query.ticket };
  const request = buildPoll(source.poll, fields);
  if (!request) return untilTheEnd;

  const planned = Math.min(LONGEST_PAUSE_MS, config.pollAfterSeconds * 1_000 * 2 ** row.polls);
  const pauseMs = planned * (0.8 + 0.4 * deps.random());
  const circuit = { database: deps.database, tenantId, providerId };
  if (!(await enterCircuit(circuit, deps.clock()))) return { ending: null, pauseMs };
  const reply = await callProvider(deps, {
    config,
    request,
    key: `${row.checkId}.${sourceId}`,
    statuses: source.answer.statuses,
    repeatable: true,
  });
  await leaveCircuit(circuit, reply.ok || reply.fault === "rejected", deps.clock());
  // A provider that is away now may still have the answer later.
  if (!reply.ok) return { ending: null, pauseMs };
  const reading = readReply(reply, source, fields);
  return { ending: reading.status === "pending" ? null : reading, pauseMs };
}

/** Works off messages of the providers' queue, each for itself; one that fails is left to the cron. */
export async function consumePolls(
  deps: ProvidersDeps,
  batch: Pick<MessageBatch<unknown>, "messages">,
): Promise<void> {
  for (const message of batch.messages) {
    const parsed = pollMessage.safeParse(message.body);
    if (parsed.success) await pollQuery(deps, parsed.data).catch(noted);
    message.ack();
  }
}

/** Looks after queries whose message was lost, and forgets those that ended; for a cron. */
export async function sweepQueries(deps: ProvidersDeps): Promise<void> {
  for (const due of await findDueQueries(deps.database, deps.clock(), MAX_DUE)) {
    await pollQuery(deps, due).catch(noted);
  }
  await purgeQueries(deps.database, deps.clock() - DAY_MS);
}

const noted = (error: unknown) =>
  logLine("background.poll_failed", { error: error instanceof Error ? error.name : "unknown" });
