import { logLine } from "../../kernel/logger.ts";
import { type ListMessage, listMessage } from "./lists/list-message.ts";
import { type RefreshDeps, refreshList } from "./lists/refresh-list.ts";
import type { ListSource } from "./lists/source.ts";
import { FETCHED_SOURCES, LIST_SOURCES } from "./lists/sources.ts";
import { type RescreenDeps, rescreenMonitored } from "./monitoring/rescreen.ts";
import { requestOwnRescreens, rescreenOwn } from "./monitoring/rescreen-own.ts";

export type ListsDeps = RefreshDeps & RescreenDeps;

// A server or a database that is away is often back by then.
const RETRY_AFTER_SECONDS = 300;

/** Works off messages of the lists' queue, each for itself; one that fails comes again, and is safe to run twice. */
export async function consumeListBatch(
  deps: ListsDeps,
  batch: Pick<MessageBatch<unknown>, "messages">,
): Promise<void> {
  for (const message of batch.messages) {
    const parsed = listMessage.safeParse(message.body);
    if (!parsed.success) {
      logLine("lists.message_unknown", {});
      message.ack();
      continue;
    }
    try {
      await handleListMessage(deps, parsed.data);
      message.ack();
    } catch (error) {
      logLine("lists.message_failed", {
        kind: parsed.data.kind,
        listId: parsed.data.kind === "rescreen_own" ? null : parsed.data.listId,
        error: error instanceof Error ? error.name : "unknown",
      });
      message.retry({ delaySeconds: RETRY_AFTER_SECONDS });
    }
  }
}

/** Does what a message asks for. */
export async function handleListMessage(
  deps: ListsDeps,
  message: ListMessage,
  sources: readonly ListSource[] = LIST_SOURCES,
): Promise<void> {
  if (message.kind === "rescreen") {
    await rescreenMonitored(deps, message);
    return;
  }
  if (message.kind === "rescreen_own") {
    await rescreenOwn(deps, message);
    return;
  }
  const source = sources.find(({ listId }) => listId === message.listId);
  if (source) await refreshList(deps, source);
}

/**
 * Asks for every list to be looked at, and for the tenants' own that have changed of late; for a cron. One message a
 * list: none waits for another's publisher.
 */
export async function requestRefreshes(deps: Pick<ListsDeps, "send" | "database" | "clock">): Promise<void> {
  await requestOwnRescreens(deps);
  for (const { listId } of FETCHED_SOURCES) await deps.send({ kind: "refresh", listId });
}
