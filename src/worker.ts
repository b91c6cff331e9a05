import { createApp } from "./app.ts";
import type { Env } from "./env.ts";
import { writesAfterHint } from "./features/connectors/deliver-writes.ts";
import { messagesAfterHint } from "./features/messages/deliver.ts";
import { deliverDue } from "./features/webhooks/deliver.ts";
import { defineSweeper } from "./features/webhooks/sweeper-object.ts";
import { consume } from "./queues.ts";
import { runSchedule } from "./schedule.ts";
import { wired } from "./wiring.ts";

export { GalleryObject } from "./features/biometrics/gallery/gallery-object.ts";
export { LimiterObject } from "./http/rate-limit/limiter-object.ts";

export const SweeperObject = defineSweeper<Env>(async (env) => {
  const { webhooks, connectors, contacts } = wired(env);
  const told = await messagesAfterHint(contacts);
  const { nextAt } = await deliverDue(webhooks);
  return Math.min(told, nextAt ?? Number.POSITIVE_INFINITY, await writesAfterHint(connectors));
});

const apps = new WeakMap<Env, ReturnType<typeof createApp>>();

function appOf(env: Env): ReturnType<typeof createApp> {
  const known = apps.get(env);
  if (known) return known;
  const app = createApp(wired(env));
  apps.set(env, app);
  return app;
}

export default {
  fetch: (request, env, context) => appOf(env).fetch(request, env, context),
  queue: (batch, env) => consume(wired(env), batch),
  scheduled: (controller, env) => runSchedule(wired(env), controller.cron),
} satisfies ExportedHandler<Env>;
