import { scheduler } from "node:timers/promises";
import { getPlatformProxy } from "wrangler";
import { type Env, parseSettings } from "../../src/env.ts";
import { handleListMessage, type ListsDeps } from "../../src/features/background/consume-lists.ts";
import { bundledCatalogue } from "../../src/features/background/lists/bundled/bundled-catalogue.ts";
import type { ListMessage } from "../../src/features/background/lists/list-message.ts";
import { r2Catalogue } from "../../src/features/background/lists/r2-catalogue.ts";
import { openShelf } from "../../src/features/background/lists/shelf.ts";
import { systemClock } from "../../src/kernel/clock.ts";
import { openBlobs } from "../../src/storage/blobs.ts";
import { openDatabase } from "../../src/storage/database.ts";
import { openVault } from "../../src/storage/vault.ts";
import { readSecrets } from "../local/secrets.ts";
import { STATE_PATH } from "../local/state.ts";

export interface LocalLists {
  deps: ListsDeps;
  /** Works off what the loads asked for; answers with how many messages that were. */
  drain(): Promise<number>;
  close(): Promise<void>;
}

/** Opens the local database and bucket with the product's own verbs; what would go on the queue waits for `drain`. */
export async function openLocalLists(
  statePath = STATE_PATH,
  watched = (binding: D1Database): D1Database => binding,
): Promise<LocalLists> {
  // A global on Workers; Node has it in a module.
  Object.assign(globalThis, { scheduler });
  const proxy = await getPlatformProxy<{ DB: D1Database; IMAGES: R2Bucket }>({
    configPath: "scripts/local/wrangler.lists.toml",
    persist: { path: `${statePath}/v3` },
  });
  const vars = { ENVIRONMENT: "development", ISSUER: "enroll", AUDIENCE: "enroll-api" };
  const settings = parseSettings({ ...vars, ...readSecrets() } as unknown as Env);
  const database = openDatabase(watched(proxy.env.DB));
  const clock = systemClock;
  const shelf = openShelf(proxy.env.IMAGES);
  const waiting: ListMessage[] = [];
  const deps: ListsDeps = {
    database,
    vault: openVault(database, settings.keyring, clock),
    clock,
    // The local server's sweeper finds the events.
    hintOutbox() {},
    lists: r2Catalogue({ database, shelf, clock }, bundledCatalogue()),
    blobs: openBlobs(proxy.env.IMAGES),
    criminalProviders: new Map(),
    shelf,
    fetch,
    send: async (message: ListMessage) => void waiting.push(message),
  };
  return {
    deps,
    async drain() {
      let done = 0;
      for (let next = waiting.shift(); next; next = waiting.shift(), done++)
        await handleListMessage(deps, next);
      return done;
    },
    close: () => proxy.dispose(),
  };
}
