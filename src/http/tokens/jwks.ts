import { type CryptoKey, importJWK, type JWK } from "jose";
import * as z from "zod";
import { toHex, utf8 } from "../../kernel/bytes.ts";
import type { Clock } from "../../kernel/clock.ts";
import { EnrollError } from "../../kernel/errors.ts";
import { isStrongKey } from "./key-strength.ts";

/** Finds the key for a token's header; null when the issuer has none. */
export type JwksSource = (header: { kid?: string | undefined }) => Promise<CryptoKey | Uint8Array | null>;

/** Where a key set is kept beyond the isolate's life. */
export interface JwksShelf {
  get(url: string): Promise<StoredSet | null>;
  put(url: string, set: StoredSet): Promise<void>;
}

/** A key set as it was answered, and when. */
export interface StoredSet {
  text: string;
  fetchedAt: number;
}

export interface RemoteJwksDeps {
  clock: Clock;
  fetch: typeof fetch;
  shelf: JwksShelf;
}

/** Fresh for ten minutes, so that a withdrawn key stops working soon without a fetch for every request. */
const FRESH_MS = 10 * 60_000;
/** A set that cannot be renewed is used for a day at most; then nothing of this issuer is taken. */
const STALE_MS = 24 * 3_600_000;
/** An unknown `kid` may be a new key; asking more often would let strangers make us hammer the issuer. */
const COOLDOWN_MS = 30_000;
const TIMEOUT_MS = 5_000;
const MAX_BYTES = 64 * 1024;

const jwksSchema = z.looseObject({ keys: z.array(z.looseObject({ kty: z.string() })).max(100) });

interface LoadedSet {
  keys: { kid: string | undefined; key: CryptoKey | Uint8Array }[];
  fetchedAt: number;
}

/**
 * The keys behind a JWKS address (RFC 7517 §5). Cached in the isolate and on the shelf; fetched by one request at
 * a time; a `kid` nobody knows refetches once per cooldown; an outage uses a stale set for a day, then throws
 * `SERVICE_UNAVAILABLE`: never open.
 */
export function remoteJwks(url: string, algorithm: string, deps: RemoteJwksDeps): JwksSource {
  let known: LoadedSet | null = null;
  let lastAttemptAt = Number.NEGATIVE_INFINITY;
  let running: Promise<void> | null = null;

  async function renew(): Promise<void> {
    lastAttemptAt = deps.clock();
    const stored = { text: await download(url, deps.fetch), fetchedAt: deps.clock() };
    known = await load(stored, algorithm);
    await deps.shelf.put(url, stored).catch(() => undefined);
  }

  /** One renewal at a time; whoever comes meanwhile waits for it, but never longer than a fetch may take. */
  async function renewOnce(): Promise<void> {
    running ??= renew()
      .catch(() => undefined)
      .finally(() => {
        running = null;
      });
    // The request that started the fetch may be cancelled, and its promise with it: do not wait for ever.
    const patience = new Promise<void>((resolve) => setTimeout(resolve, TIMEOUT_MS + 1_000));
    await Promise.race([running, patience]);
  }

  const age = () => (known ? deps.clock() - known.fetchedAt : Number.POSITIVE_INFINITY);
  const mayAttempt = () => deps.clock() - lastAttemptAt >= COOLDOWN_MS;

  return async (header) => {
    if (!known) {
      const stored = await deps.shelf.get(url).catch(() => null);
      if (stored) known ??= await load(stored, algorithm).catch(() => null);
    }
    if (age() > FRESH_MS && (mayAttempt() || running)) await renewOnce();
    if (!known || age() > STALE_MS) throw new EnrollError("SERVICE_UNAVAILABLE");
    const found = find(known, header.kid);
    if (found || !mayAttempt()) return found;
    await renewOnce();
    return find(known, header.kid);
  };
}

/** Without a `kid` only a set of one key is unambiguous. */
function find(set: LoadedSet, kid: string | undefined): CryptoKey | Uint8Array | null {
  if (kid === undefined) return set.keys.length === 1 ? (set.keys[0]?.key ?? null) : null;
  return set.keys.find((entry) => entry.kid === kid)?.key ?? null;
}

async function download(url: string, fetcher: typeof fetch): Promise<string> {
  const answer = await fetcher(url, {
    redirect: "error",
    headers: { accept: "application/json" },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!answer.ok) throw new Error("jwks: not answered");
  const text = await answer.text();
  if (text.length > MAX_BYTES) throw new Error("jwks: too large");
  return text;
}

async function load(stored: StoredSet, algorithm: string): Promise<LoadedSet> {
  const { keys } = jwksSchema.parse(JSON.parse(stored.text));
  const fit = (keys as JWK[]).filter((jwk) => isStrongKey(jwk, algorithm));
  return {
    fetchedAt: stored.fetchedAt,
    keys: await Promise.all(fit.map(async (jwk) => ({ kid: jwk.kid, key: await importJWK(jwk, algorithm) }))),
  };
}

/** Keeps key sets in the Cache API, which the isolates of one data centre share. */
export function cacheShelf(): JwksShelf {
  const addressOf = async (url: string) => {
    const digest = await crypto.subtle.digest("SHA-256", utf8(url));
    return `https://jwks.enroll.internal/${toHex(new Uint8Array(digest))}`;
  };
  return {
    async get(url) {
      const hit = await caches.default.match(await addressOf(url));
      if (!hit) return null;
      return { text: await hit.text(), fetchedAt: Number(hit.headers.get("x-fetched-at")) };
    },
    async put(url, set) {
      const headers = { "cache-control": `max-age=${STALE_MS / 1000}`, "x-fetched-at": `${set.fetchedAt}` };
      await caches.default.put(await addressOf(url), new Response(set.text, { headers }));
    },
  };
}
