import { DurableObject } from "cloudflare:workers";
import { countHit, hitsWithin, type LimitRule, type LimitVerdict, previewHit } from "./rule.ts";

/**
 * The log of one user's requests of one class. A Durable Object runs one event at a time and `hit` awaits nothing
 * between reading and writing, so that no two requests can both take the last place.
 */
export class LimiterObject extends DurableObject {
  // The log as it stands in SQLite; null until it is read for the first time.
  #hits: number[] | null = null;
  #windowMs = 0;

  /** Counts a request if there is room for it. */
  hit(rule: Pick<LimitRule, "limit" | "windowMs">): LimitVerdict {
    const now = Date.now();
    const { verdict, hits } = countHit(this.#log(), now, rule);
    this.#hits = hits;
    this.#windowMs = rule.windowMs;
    if (!verdict.allowed) return verdict;
    // One row, written whole: one write a request, however long the log.
    this.ctx.storage.sql.exec(
      "INSERT INTO log (id, hits) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET hits = excluded.hits",
      JSON.stringify(hits),
    );
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
    if (this.#hits) return this.#hits;
    // The table may have been purged by the alarm, so it is made here and not in the constructor.
    this.ctx.storage.sql.exec("CREATE TABLE IF NOT EXISTS log (id INTEGER PRIMARY KEY, hits TEXT NOT NULL)");
    const [row] = this.ctx.storage.sql.exec<{ hits: string }>("SELECT hits FROM log WHERE id = 1").toArray();
    this.#hits = row ? (JSON.parse(row.hits) as number[]) : [];
    return this.#hits;
  }
}
