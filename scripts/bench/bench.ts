/**
 * `npm run bench`: throughput and latency of the deployed bundles beside a bare Hono Worker served the same way in the
 * same run, so that the ratios hold on any machine. Progress on stderr, one JSON line last.
 */
import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { parseArgs, promisify } from "node:util";
import { type Env, parseSettings } from "../../src/env.ts";
import { createTenant } from "../../src/features/tenants/create-tenant.ts";
import { SCOPES } from "../../src/kernel/caller.ts";
import { systemClock } from "../../src/kernel/clock.ts";
import { openDatabase } from "../../src/storage/database.ts";
import { openVault } from "../../src/storage/vault.ts";
import { testSecrets } from "../../test/support/secrets.ts";
import { renderSpecimen } from "../specimen/render.ts";
import { sampleSelfie } from "../specimen/sample-pictures.ts";
import { bundleWorker } from "./bundle.ts";
import { type Served, serveHello, serveProduct } from "./serve.ts";
import { startupCpuMs } from "./startup.ts";
import { mintToken } from "./tokens.ts";
import { documentsMemory, facesMemory, printedTextMemory } from "./vision-memory.ts";

const { values } = parseArgs({
  options: { seconds: { type: "string", default: "5" }, rounds: { type: "string", default: "8" } },
});
const CONNECTIONS = 10;
const say = (line: string) => console.error(line);

interface Load {
  requestsPerSecond: number;
  p50Ms: number;
  p99Ms: number;
  statuses: Record<string, number>;
}

/** Loads a URL from another process; awaited, since a blocked one here would fill the pipe of the runtime's log. */
async function load(
  url: string,
  request?: { method: string; headers: Record<string, string>; body: string | null },
): Promise<Load> {
  mkdirSync(".enroll/bench", { recursive: true });
  const file = ".enroll/bench/request.json";
  if (request) writeFileSync(file, JSON.stringify(request));
  const args = [
    "scripts/bench/load.ts",
    url,
    values.seconds,
    String(CONNECTIONS),
    ...(request ? [file] : []),
  ];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return JSON.parse(stdout) as Load;
}

const median = (figures: number[]) => [...figures].sort((a, b) => a - b)[figures.length >> 1] ?? 0;
const round = (figure: number) => Math.round(figure * 100) / 100;

/** Sends one request again and again, each under a subject of its own, and answers with the median milliseconds. */
async function warmLatency(
  served: Served,
  tenantId: string,
  path: string,
  body: unknown,
): Promise<{ coldMs: number; p50Ms: number }> {
  const text = JSON.stringify(body);
  const tookMs: number[] = [];
  for (let at = 0; at <= Number(values.rounds); at++) {
    const token = await mintToken(tenantId, `bench-${path}-${at}`, SCOPES);
    const startedAt = performance.now();
    const response = await fetch(`${served.origin}/v2/enroll${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: text,
    });
    tookMs.push(performance.now() - startedAt);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    await response.arrayBuffer();
  }
  return { coldMs: Math.round(tookMs[0] ?? 0), p50Ms: Math.round(median(tookMs.slice(1))) };
}

say("Bundling and serving hello …");
const hello = await serveHello();
const floor = await load(`${hello.origin}/hello`);
const d1Floor = await load(`${hello.origin}/d1`);
await hello.stop();
say(`  hello: ${floor.requestsPerSecond}/s, one D1 read: ${d1Floor.requestsPerSecond}/s`);

say("Bundling and serving Enroll …");
const served = await serveProduct();
const settings = parseSettings({
  ...testSecrets,
  ENVIRONMENT: "development",
  ISSUER: "enroll",
  AUDIENCE: "enroll-api",
} as unknown as Env);
const database = openDatabase(
  (await served.miniflare.getD1Database("DB", "enroll")) as unknown as D1Database,
);
const vault = openVault(database, settings.keyring, systemClock);
const tenant = await createTenant(
  { database, vault, clock: systemClock },
  { name: "bench", livemode: false },
);
const token = await mintToken(tenant.id, "bench", SCOPES);
const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
const create = JSON.stringify({
  externalId: "bench-{n}",
  person: { givenNames: "Ana", familyName: "Ruiz", dateOfBirth: "1990-01-15", nationality: "CO" },
  identifiers: [{ type: "PASSPORT", country: "CO", number: "AB{n}" }],
});
const first = await fetch(`${served.origin}/v2/enroll/users/create`, {
  method: "POST",
  headers,
  body: create.replaceAll("{n}", "first"),
});
const { data: user } = (await first.json()) as { data: { id: string } };

const status = await load(`${served.origin}/v2/enroll/users/${user.id}/status`, {
  method: "GET",
  headers,
  body: null,
});
say(`  GET status: ${status.requestsPerSecond}/s, p50 ${status.p50Ms} ms`);
const created = await load(`${served.origin}/v2/enroll/users/create`, {
  method: "POST",
  headers,
  body: create,
});
say(`  POST users/create: ${created.requestsPerSecond}/s, p50 ${created.p50Ms} ms`);

const specimen = await renderSpecimen();
const selfie = await sampleSelfie();
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");
const scan = await warmLatency(served, tenant.id, "/documents/scan", {
  documentType: "auto",
  images: [{ side: "front", data: base64(specimen.jpeg) }],
});
say(`  document scan (1.2 MP): cold ${scan.coldMs} ms, warm ${scan.p50Ms} ms`);
const pair = selfie
  ? await warmLatency(served, tenant.id, "/biometric/verify", {
      probe: { data: base64(selfie) },
      reference: { type: "image", image: { data: base64(selfie) } },
    })
  : null;
if (pair) say(`  face pair: cold ${pair.coldMs} ms, warm ${pair.p50Ms} ms`);
await served.stop();

say("Memory of each vision Worker, alone …");
const memory = {
  faces: await facesMemory(selfie ?? specimen.jpeg),
  documents: await documentsMemory(specimen.jpeg),
  printedText: await printedTextMemory(specimen.jpeg),
};

const sizes = Object.fromEntries(
  (["wrangler.toml", "wrangler.faces.toml", "wrangler.documents.toml"] as const).map((config) => [
    config === "wrangler.toml" ? "api" : config.split(".")[1],
    { gzipKiB: bundleWorker(config, ".enroll/bench/size").gzipKiB, startupCpuMs: startupCpuMs(config) },
  ]),
);
const beside = (figure: Load) => ({
  requestsPerSecond: figure.requestsPerSecond,
  p50Ms: figure.p50Ms,
  p99Ms: figure.p99Ms,
  ratioToHello: round(figure.requestsPerSecond / floor.requestsPerSecond),
  ratioToD1Read: round(figure.requestsPerSecond / d1Floor.requestsPerSecond),
  statuses: figure.statuses,
});
console.log(
  JSON.stringify({
    hello: floor,
    d1Read: beside(d1Floor),
    getStatus: beside(status),
    createUser: beside(created),
    documentScan: scan,
    facePair: pair,
    memory,
    sizes,
  }),
);
