import { DurableObject } from "cloudflare:workers";
import { countHit, hitsWithin, type LimitRule, type LimitVerdict, previewHit } from "./rule.ts";

const LOG = "hits";

/**
 * The log of one user's requests of one class. A Durable Object runs one event at a time and `hit` awaits nothing
 * between reading and writing, so that no two requests can both take the last place.
 */
export class LimiterObject extends DurableObject {
  // The log as it stands in storage; null until it is read for the first time.
  #hits: number[] | null = null;
  #windowMs = 0;

  /** Counts a request if there is room for it. */
  hit(rule: Pick<LimitRule, "limit" | "windowMs">): LimitVerdict {
    const now = Date.now();
    const { verdict, hits } = countHit(this.#log(), now, rule);
    this.#hits = hits;
    this.#windowMs = rule.windowMs;
    if (!verdict.allowed) return verdict;
    // SQLite's synchronous keys: one row written whole, so one write a request, however long the log.
    this.ctx.storage.kv.put(LOG, hits);
    if (hits.length === 1) this.ctx.waitUntil(this.ctx.storage.setAlarm(now + rule.windowMs + 1_000));
    return verdict;
  }

  /** The verdict a request would get, without counting it. */
  preview(rule: Pick<LimitRule, "limit" | "windowMs">): LimitVerdict {
    return previewHit(this.#log(), Date.now(), rule);
  }

  /** Leaves nothing behind of a user who is gone: an empty object costs nothing and is forgotten. */
  override async alarm(): Promise<void> {
    const now = Date.now();
    const windowMs = this.#windowMs || 60_000;
    const recent = hitsWithin(this.#log(), now, windowMs);
    if (recent.length > 0) {
      await this.ctx.storage.setAlarm((recent.at(-1) ?? now) + windowMs + 1_000);
      return;
    }
    this.#hits = null;
    await this.ctx.storage.deleteAll();
  }

  #log(): number[] {
    // Reading leaves no trace: an object that a stranger merely asked about must not come to stay.
    this.#hits ??= this.ctx.storage.kv.get<number[]>(LOG) ?? [];
    return this.#hits;
  }
}
