import { waitUntil } from "cloudflare:workers";
import { type Env, parseSettings, type Settings } from "./env.ts";
import type { ListsDeps } from "./features/background/consume-lists.ts";
import { tenantProviders } from "./features/background/criminal/http-provider.ts";
import type { ProvidersDeps } from "./features/background/criminal/providers-deps.ts";
import type { BackgroundDeps } from "./features/background/deps.ts";
import { bundledCatalogue } from "./features/background/lists/bundled/bundled-catalogue.ts";
import { r2Catalogue } from "./features/background/lists/r2-catalogue.ts";
import { openShelf } from "./features/background/lists/shelf.ts";
import { openGallery } from "./features/biometrics/gallery/gallery-client.ts";
import type { BrandingDeps } from "./features/branding/deps.ts";
import type { ConnectorsDeps } from "./features/connectors/deps.ts";
import { openMysql } from "./features/connectors/mysql/open-mysql.ts";
import { openPostgres } from "./features/connectors/postgres/open-postgres.ts";
import { reachOf } from "./features/connectors/reach.ts";
import { printedZone } from "./features/documents/visual-zone/read-zone.ts";
import { openDevelopmentInbox } from "./features/messages/development-inbox.ts";
import type { ContactsDeps } from "./features/users/contacts/deps.ts";
import type { ImportDeps } from "./features/users/import/deps.ts";
import type { WebhooksDeps } from "./features/webhooks/deps.ts";
import { resolveByHttps } from "./features/webhooks/resolve-host.ts";
import type { EdgeDeps } from "./http/edge-deps.ts";
import { openLimiter } from "./http/rate-limit/limiter-client.ts";
import { cacheShelf } from "./http/tokens/jwks.ts";
import { type Clock, systemClock } from "./kernel/clock.ts";
import { openBlobs } from "./storage/blobs.ts";
import { openDatabase } from "./storage/database.ts";
import { openPublicAssets } from "./storage/public-assets.ts";
import { openVault } from "./storage/vault.ts";
import {
  documentsVisionClient,
  faceEmbedderClient,
  facesVisionClient,
  printedTextClient,
} from "./vision/client.ts";
import { facesWithEngine } from "./vision/face-engine.ts";
import type { VisualZonePort } from "./vision/ports/visual-zone.ts";
import { workersAiVisualZone } from "./vision/workers-ai/visual-zone.ts";
import { zoneWithFallback } from "./vision/zone-with-fallback.ts";

/** One for the whole process: what an object of the platform sends is shown by the page of the Worker. */
const inboxOnThisMachine = openDevelopmentInbox(systemClock);

/** Makes every adapter of the bindings once; the only place that sees engines and vendors. */
export function wire(env: Env) {
  const settings = parseSettings(env);
  const clock = systemClock;
  const database = openDatabase(env.DB);
  const vault = openVault(database, settings.keyring, clock);
  // A wrapper, because workerd's fetch refuses to be called as a method of another object.
  const send: typeof fetch = (input, init) => fetch(input, init);

  const records = {
    database,
    vault,
    clock,
    // Lost hints do no harm, so neither their failure nor their slowness is the request's.
    hintOutbox: () => waitUntil(env.WEBHOOKS.send({}).catch(() => undefined)),
  };
  const blobs = openBlobs(env.IMAGES);
  const gallery = openGallery(env.GALLERY);
  const edge: EdgeDeps = {
    database,
    vault,
    clock,
    settings,
    limiter: openLimiter(env.LIMITER),
    fetch: send,
    shelf: cacheShelf(),
  };
  const vision = {
    documentsVision: documentsVisionClient(env.DOCUMENTS),
    facesVision: facesWithEngine(
      facesVisionClient(env.FACES),
      env.FACES_SECOND ? faceEmbedderClient(env.FACES_SECOND) : null,
      settings.FACE_ENGINE,
    ),
    visualZone: visualZone(env, settings, clock),
  };
  const branding: BrandingDeps = { ...records, blobs, assets: openPublicAssets(env.IMAGES), settings };
  const shelf = openShelf(env.IMAGES);
  const webhooks: WebhooksDeps = {
    ...records,
    fetch: send,
    resolve: resolveByHttps(send),
    random: Math.random,
    development: settings.ENVIRONMENT === "development",
    ownHosts: settings.OWN_HOSTS,
  };
  const contacts: ContactsDeps = {
    ...webhooks,
    email: env.EMAIL ?? null,
    emailFrom: settings.EMAIL_FROM,
    inbox: settings.ENVIRONMENT === "development" ? inboxOnThisMachine : null,
    publicUrl: settings.PUBLIC_URL?.replace(/\/+$/, "") ?? null,
  };
  const providers: ProvidersDeps = {
    ...webhooks,
    publicUrl: settings.PUBLIC_URL?.replace(/\/+$/, "") ?? null,
    wait: (ms) => scheduler.wait(ms),
    // Lost messages do no harm: the cron finds what is due.
    schedulePoll: (message, delaySeconds) =>
      waitUntil(env.PROVIDERS.send(message, { delaySeconds }).catch(() => undefined)),
  };
  const background: BackgroundDeps = {
    ...records,
    // What was never loaded is served from the entries that ship with the program, marked so.
    lists: r2Catalogue({ database, shelf, clock }, bundledCatalogue()),
    blobs,
    criminalProviders: new Map(),
    tenantProviders: tenantProviders(providers),
    schedulePoll: providers.schedulePoll,
    rescreenOwn: ({ tenantId, id }) =>
      waitUntil(env.LISTS.send({ kind: "rescreen_own", tenantId, id, after: null }).catch(() => undefined)),
  };
  const lists: ListsDeps = {
    ...background,
    shelf,
    fetch: send,
    send: async (message) => void (await env.LISTS.send(message)),
  };
  const imports: ImportDeps = {
    ...records,
    blobs,
    // Lost messages do no harm: the cron finds what is open.
    requestImport: (message) => waitUntil(env.IMPORTS.send(message).catch(() => undefined)),
  };
  const connectors = wireConnectors(env, settings, webhooks);
  return {
    env,
    connectors,
    imports,
    settings,
    records,
    blobs,
    gallery,
    edge,
    vision,
    background,
    lists,
    webhooks,
    providers,
    branding,
    contacts,
  };
}

/** Connectors send by the same rules as webhooks, and reach what the operator opened to a tenant. */
function wireConnectors(env: Env, settings: Settings, webhooks: WebhooksDeps): ConnectorsDeps {
  return {
    ...webhooks,
    reach: reachOf(env, settings),
    sessions: { postgres: openPostgres, mysql: openMysql },
  };
}

/** The engine that is asked for, as far as its binding is there; null when none is. */
function visualZone(env: Env, settings: Settings, clock: Clock): VisualZonePort | null {
  if (settings.VISUAL_ZONE_ENGINE === "none") return null;
  const embedded = env.PRINTED_TEXT ? printedZone(printedTextClient(env.PRINTED_TEXT), clock) : null;
  if (settings.VISUAL_ZONE_ENGINE === "embedded" || !env.AI) return embedded;
  const model = workersAiVisualZone({
    ai: env.AI,
    model: settings.WORKERS_AI_MODEL,
    fallbackModel: settings.WORKERS_AI_FALLBACK_MODEL,
    clock,
  });
  return embedded ? zoneWithFallback(model, embedded) : model;
}

export type Wired = ReturnType<typeof wire>;

const wiredOf = new WeakMap<Env, Wired>();

/** The adapters of this isolate's bindings, made at the first use. */
export function wired(env: Env): Wired {
  const known = wiredOf.get(env);
  if (known) return known;
  const made = wire(env);
  wiredOf.set(env, made);
  return made;
}
