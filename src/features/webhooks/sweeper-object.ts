import { DurableObject } from "cloudflare:workers";
import { logLine } from "../../kernel/logger.ts";
import { SWEEP_EVERY_MS } from "../../records/run-outbox.ts";

/** Lets a backlog be taken in several alarms instead of one that the platform ends. */
const MIN_PAUSE_MS = 1_000;

/** Delivers what is due and answers when the next is, in milliseconds since 1970; null when none waits. */
export type Sweep<Env> = (env: Env) => Promise<number | null>;

interface SweeperRpc extends Rpc.DurableObjectBranded {
  arm(at: number): Promise<void>;
}

/**
 * The Durable Object class that sweeps by its own alarm, at least every 30 s once armed. It holds no state but the
 * alarm; its work is handed in, since an object's class is made before there is an `env`.
 */
export function defineSweeper<Env>(sweep: Sweep<Env>) {
  return class extends DurableObject<Env> {
    /** Makes sure that a sweep happens at `at` or earlier. */
    async arm(at: number): Promise<void> {
      const armedFor = await this.ctx.storage.getAlarm();
      if (armedFor === null || armedFor > at) await this.ctx.storage.setAlarm(at);
    }

    override async alarm(): Promise<void> {
      let nextAt: number | null = null;
      try {
        nextAt = await sweep(this.env);
      } catch (error) {
        // The platform gives up on an alarm that keeps throwing; this one must never stop.
        logLine("webhooks.sweep_failed", { error: error instanceof Error ? error.name : "unknown" });
      }
      const now = Date.now();
      const latest = now + SWEEP_EVERY_MS;
      await this.arm(Math.min(latest, Math.max(nextAt ?? latest, now + MIN_PAUSE_MS)));
    }
  };
}

/** Arms the one sweeper for `at` (milliseconds since 1970) or earlier; safe to repeat from cron and consumers. */
export async function armSweeper(namespace: DurableObjectNamespace, at: number): Promise<void> {
  const sweepers = namespace as unknown as DurableObjectNamespace<SweeperRpc & DurableObject>;
  await sweepers.get(sweepers.idFromName("sweeper")).arm(at);
}
