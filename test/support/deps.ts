import { env } from "cloudflare:workers";
import { type Env, parseSettings, type Settings } from "../../src/env.ts";
import { type GalleryClient, openGallery } from "../../src/features/biometrics/gallery/gallery-client.ts";
import { type Caller, SCOPES } from "../../src/kernel/caller.ts";
import type { Clock } from "../../src/kernel/clock.ts";
import { newId } from "../../src/kernel/ids.ts";
import { type BlobStore, openBlobs } from "../../src/storage/blobs.ts";
import { type Database, openDatabase } from "../../src/storage/database.ts";
import { type TenantSettings, tenants } from "../../src/storage/tables/tenants.ts";
import { openVault, type Vault } from "../../src/storage/vault.ts";

/** The bindings of `test/wrangler.test.toml`, typed as the Worker sees them. */
export const bindings = env as unknown as Env;

/** A clock that stands still until it is moved. */
export interface TestClock extends Clock {
  set(ms: number): void;
  advance(ms: number): void;
}

/** Monday 2026-06-15, noon UTC: late enough for every document that the tests expect to be valid. */
export const NOON = Date.UTC(2026, 5, 15, 12);

/** Opens a test clock at an instant (milliseconds since 1970). */
export function testClock(at: number = NOON): TestClock {
  let now = at;
  return Object.assign(() => now, {
    set(ms: number) {
      now = ms;
    },
    advance(ms: number) {
      now += ms;
    },
  });
}

export interface TestDeps {
  database: Database;
  vault: Vault;
  blobs: BlobStore;
  gallery: GalleryClient;
  clock: TestClock;
  settings: Settings;
  hintOutbox(): void;
  /** How often the outbox was hinted at. */
  hints(): number;
}

/** Real D1, R2 and vault of workerd, with a clock that stands still; whoever needs other ports adds them. */
export function testDeps(clock: TestClock = testClock()): TestDeps {
  const settings = parseSettings(bindings);
  const database = openDatabase(bindings.DB);
  let hints = 0;
  return {
    database,
    vault: openVault(database, settings.keyring, clock),
    blobs: openBlobs(bindings.IMAGES),
    gallery: openGallery(bindings.GALLERY),
    clock,
    settings,
    hintOutbox() {
      hints += 1;
    },
    hints: () => hints,
  };
}

/** Inserts an active tenant with its wrapped key and answers with its id. */
export async function aTenant(
  deps: Pick<TestDeps, "database" | "vault" | "clock">,
  options: {
    id?: string;
    livemode?: boolean;
    status?: "active" | "suspended";
    settings?: TenantSettings;
  } = {},
): Promise<string> {
  const id = options.id ?? newId("ten");
  await deps.database.insert(tenants).values({
    id,
    name: `Tenant ${id}`,
    status: options.status ?? "active",
    livemode: options.livemode ?? true,
    settings: options.settings ?? {},
    ...(await deps.vault.newTenantKey(id)),
    createdAt: deps.clock(),
  });
  return id;
}

/** A caller of the tenant with every scope, unless told otherwise. */
export function aCaller(tenantId: string, overrides: Partial<Caller> = {}): Caller {
  return {
    tenantId,
    subject: "cli_test",
    scopes: SCOPES,
    locale: "es",
    requestId: newId("req"),
    livemode: true,
    idempotency: null,
    ...overrides,
  };
}
