import { and, eq, inArray } from "drizzle-orm";
import { toHex, utf8 } from "../kernel/bytes.ts";
import type { Clock } from "../kernel/clock.ts";
import { importAesKey, openText, sealText } from "./cipher.ts";
import type { Database, Statement } from "./database.ts";
import { subjectKeys, tenants } from "./tables/tenants.ts";

/** Key-encrypting keys by id, and the key of the blind indexes; parsed from secrets by `env.ts`. */
export interface Keyring {
  keks: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
  activeKekId: string;
  blindIndexKey: Uint8Array<ArrayBuffer>;
}

/** Keys of tenants and subjects: KEK → tenant key → subject key, each wrapped by the one before. */
export interface Vault {
  /** A fresh wrapped key for a new tenant, to be stored in its row. */
  newTenantKey(tenantId: string): Promise<{ wrappedKey: string; kekId: string }>;
  /** The key for what belongs to the tenant and to no person (webhook secrets, stored answers). */
  tenantKey(tenantId: string): Promise<CryptoKey>;
  /** A fresh key for a subject and the statement that stores it. */
  newSubjectKey(tenantId: string, subjectId: string): Promise<{ key: CryptoKey; statement: Statement }>;
  /** A fresh key for a subject, and wrapped as `subject_keys` keeps it, for whoever stores many at once. */
  freshSubjectKey(tenantId: string, subjectId: string): Promise<{ key: CryptoKey; wrappedKey: string }>;
  /** The subject's key; null when it was erased or never was. */
  subjectKey(tenantId: string, subjectId: string): Promise<CryptoKey | null>;
  /** The keys of at most 90 subjects in one query (D1 binds 100 values); those erased are absent. */
  subjectKeys(tenantId: string, subjectIds: readonly string[]): Promise<Map<string, CryptoKey>>;
  /** HMAC-SHA-256 (hex) of a value for equality look-ups, different in each tenant and column. */
  blindIndex(tenantId: string, column: string, value: string): Promise<string>;
}

const randomKey = () => crypto.getRandomValues(new Uint8Array(32));

/** Opens the vault on a database; unwrapped tenant keys are kept for the isolate's life. */
export function openVault(database: Database, keyring: Keyring, clock: Clock): Vault {
  const tenantKeys = new Map<string, Promise<CryptoKey>>();
  const kek = async (kekId: string) => {
    const raw = keyring.keks.get(kekId);
    if (!raw) throw new Error(`no key-encrypting key ${kekId}`);
    return importAesKey(raw);
  };
  const tenantPlace = (tenantId: string) => ({ tenantId, subjectId: tenantId, place: "tenants.wrapped_key" });
  const subjectPlace = (tenantId: string, subjectId: string) => ({
    tenantId,
    subjectId,
    place: "subject_keys.wrapped_key",
  });

  async function loadTenantKey(tenantId: string): Promise<CryptoKey> {
    const [row] = await database
      .select({ wrappedKey: tenants.wrappedKey, kekId: tenants.kekId })
      .from(tenants)
      .where(eq(tenants.id, tenantId));
    if (!row) throw new Error("tenant without a key");
    return importAesKey(await openText(await kek(row.kekId), tenantPlace(tenantId), row.wrappedKey));
  }

  function tenantKey(tenantId: string): Promise<CryptoKey> {
    const known = tenantKeys.get(tenantId);
    if (known) return known;
    const loading = loadTenantKey(tenantId);
    tenantKeys.set(tenantId, loading);
    // A failed load must not be remembered: the next request tries again.
    loading.catch(() => tenantKeys.delete(tenantId));
    return loading;
  }

  const blindIndexKey = crypto.subtle.importKey(
    "raw",
    keyring.blindIndexKey,
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign"],
  );

  async function freshSubjectKey(tenantId: string, subjectId: string) {
    const raw = randomKey();
    const [key, wrappedKey] = await Promise.all([
      importAesKey(raw),
      sealText(await tenantKey(tenantId), subjectPlace(tenantId, subjectId), raw),
    ]);
    return { key, wrappedKey };
  }

  return {
    async newTenantKey(tenantId) {
      const kekId = keyring.activeKekId;
      return { kekId, wrappedKey: await sealText(await kek(kekId), tenantPlace(tenantId), randomKey()) };
    },
    tenantKey,
    async newSubjectKey(tenantId, subjectId) {
      const { key, wrappedKey } = await freshSubjectKey(tenantId, subjectId);
      const statement = database
        .insert(subjectKeys)
        .values({ tenantId, subjectId, wrappedKey, createdAt: clock() });
      return { key, statement };
    },
    freshSubjectKey,
    async subjectKey(tenantId, subjectId) {
      const [row] = await database
        .select({ wrappedKey: subjectKeys.wrappedKey })
        .from(subjectKeys)
        .where(and(eq(subjectKeys.tenantId, tenantId), eq(subjectKeys.subjectId, subjectId)));
      if (!row) return null;
      return importAesKey(
        await openText(await tenantKey(tenantId), subjectPlace(tenantId, subjectId), row.wrappedKey),
      );
    },
    async subjectKeys(tenantId, subjectIds) {
      if (subjectIds.length === 0) return new Map();
      const rows = await database
        .select({ subjectId: subjectKeys.subjectId, wrappedKey: subjectKeys.wrappedKey })
        .from(subjectKeys)
        .where(and(eq(subjectKeys.tenantId, tenantId), inArray(subjectKeys.subjectId, [...subjectIds])));
      const unwrap = async ({ subjectId, wrappedKey }: (typeof rows)[number]) =>
        [
          subjectId,
          await importAesKey(
            await openText(await tenantKey(tenantId), subjectPlace(tenantId, subjectId), wrappedKey),
          ),
        ] as const;
      return new Map(await Promise.all(rows.map(unwrap)));
    },
    async blindIndex(tenantId, column, value) {
      const mac = await crypto.subtle.sign(
        "HMAC",
        await blindIndexKey,
        utf8(`${tenantId}|${column}|${value}`),
      );
      return toHex(new Uint8Array(mac));
    },
  };
}
