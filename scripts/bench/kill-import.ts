/**
 * `npm run prove:import`: kills the runtime (SIGKILL) in the middle of an import, again and again, starts it anew on what it
 * left behind, and counts at the end. Progress on stderr, one JSON line last; fails when a person is missing or twice.
 */
import { rmSync } from "node:fs";
import { parseArgs } from "node:util";
import { workerdProcesses } from "./process-memory.ts";
import { type Served, serveProduct } from "./serve.ts";
import { tenantOf } from "./tenant-of.ts";

const { values } = parseArgs({
  options: { users: { type: "string", default: "20000" }, kills: { type: "string", default: "3" } },
});
const USERS = Number(values.users);
const KILLS = Number(values.kills);
const say = (line: string) => console.error(line);

interface Import {
  id: string;
  status: string;
  rows: { read: number; created: number };
}

let served = await serveProduct({ withVision: false });
const { tenantId, token } = await tenantOf(served, "kills");

async function call<T>(route: string, init: RequestInit = {}): Promise<T> {
  const headers = { authorization: `Bearer ${token}`, ...init.headers };
  const response = await fetch(`${served.origin}/v2/enroll${route}`, { ...init, headers });
  return ((await response.json()) as { data: T }).data;
}

async function database(of: Served) {
  return of.miniflare.getD1Database("DB", "enroll");
}

/** The runtime dies as by a power cut, and another one goes on with its files. */
async function killAndRestart(): Promise<void> {
  for (const pid of workerdProcesses()) process.kill(pid, "SIGKILL");
  const { folder } = served;
  await served.miniflare.dispose().catch(() => undefined);
  served = await serveProduct({ withVision: false, folder });
  // The killed run's lease is a minute; waiting for it would prove nothing more.
  await (await database(served)).prepare("UPDATE imports SET lease_until = 0").run();
  const worker = (await served.miniflare.getWorker("enroll")) as unknown as {
    scheduled(options: { cron: string }): Promise<unknown>;
  };
  await worker.scheduled({ cron: "*/5 * * * *" });
}

const rows = Array.from({ length: USERS }, (_, n) => `crm-${n},Ana,ana${n}@example.com`);
let now = await call<Import>("/users/imports", {
  method: "POST",
  headers: { "content-type": "text/csv" },
  body: `externalId,givenNames,email\n${rows.join("\n")}`,
});
for (let kill = 1; kill <= KILLS; kill++) {
  const until = (USERS * kill) / (KILLS + 1);
  while (now.rows.read < until && now.status !== "completed") {
    await new Promise((resolve) => setTimeout(resolve, 20));
    now = await call<Import>(`/users/imports/${now.id}`);
  }
  say(`Kill ${kill}: ${now.status}, ${now.rows.read} rows were read`);
  await killAndRestart();
}
while (now.status !== "completed") {
  await new Promise((resolve) => setTimeout(resolve, 100));
  now = await call<Import>(`/users/imports/${now.id}`);
  if (now.status === "failed") break;
}
const count = async (sql: string) =>
  (await (await database(served)).prepare(sql).bind(tenantId).first<{ n: number }>())?.n ?? -1;
const counts = {
  users: await count("SELECT count(*) AS n FROM users WHERE tenant_id = ?"),
  keys: await count("SELECT count(*) AS n FROM subject_keys WHERE tenant_id = ?"),
  events: await count("SELECT count(*) AS n FROM events WHERE tenant_id = ?"),
  audit: await count("SELECT count(*) AS n FROM audit WHERE tenant_id = ? AND action = 'user.create'"),
};
// Numbers without a gap: the highest is as many as there are.
const gaps = await count("SELECT max(seq) - count(*) AS n FROM audit WHERE tenant_id = ?");
await served.stop();
rmSync(served.folder, { recursive: true, force: true });
console.log(
  JSON.stringify({
    kills: KILLS,
    rows: USERS,
    status: now.status,
    created: now.rows.created,
    ...counts,
    gaps,
  }),
);
if (Object.values(counts).some((figure) => figure !== USERS) || now.rows.created !== USERS)
  process.exitCode = 1;
