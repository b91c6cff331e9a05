/**
 * `npm run bench:import -- --users 20000,100000`: how fast files of users become users on the deployed bundle, what
 * memory that takes, and whether reading one of many takes longer than one of a hundred. Progress on stderr, one JSON
 * line last.
 */
import { parseArgs } from "node:util";
import { cpuSeconds, workerdMemory, workerdProcesses } from "./process-memory.ts";
import { type Served, serveProduct } from "./serve.ts";
import { tenantOf } from "./tenant-of.ts";

const { values } = parseArgs({
  options: { users: { type: "string", default: "20000,100000" }, reads: { type: "string", default: "300" } },
});
const FEW = 100;
const say = (line: string) => console.error(line);

interface Stand {
  served: Served;
  token: string;
  processes: ReadonlySet<number>;
}

async function open(name: string): Promise<Stand> {
  const before = new Set(workerdProcesses());
  const served = await serveProduct({ withVision: false });
  const processes = new Set(workerdProcesses().filter((pid) => !before.has(pid)));
  return { served, token: (await tenantOf(served, name)).token, processes };
}

/** A file of people as a company has them, made while it is sent. */
async function* csvOf(users: number): AsyncGenerator<Uint8Array> {
  const columns =
    "externalId,givenNames,familyName,dateOfBirth,nationality,email,phone,identifierType,identifierCountry,identifierNumber,locale,metadata.plan";
  let lines = [columns];
  for (let n = 0; n < users; n++) {
    const day = String(1 + (n % 28)).padStart(2, "0");
    const serial = String(10_000_000 + n);
    lines.push(
      `crm-${n},Ana María,Ruiz Muñoz,19${50 + (n % 50)}-0${1 + (n % 9)}-${day},CO,ana${n}@example.com,+5730${serial},CC,CO,${serial},es-CO,gold`,
    );
    if (lines.length === 500) {
      yield new TextEncoder().encode(`${lines.join("\n")}\n`);
      lines = [];
    }
  }
  if (lines.length > 0) yield new TextEncoder().encode(`${lines.join("\n")}\n`);
}

interface Import {
  id: string;
  status: string;
  rows: { total: number; read: number; created: number; failed: number };
}

async function call<T>({ served, token }: Stand, path: string, init: RequestInit = {}): Promise<T> {
  const headers = { authorization: `Bearer ${token}`, ...init.headers };
  const response = await fetch(`${served.origin}/v2/enroll${path}`, { ...init, headers });
  const { data } = (await response.json()) as { data?: T };
  if (!response.ok || data === undefined) throw new Error(`${path}: ${response.status}`);
  return data;
}

/** Imports that many users; the seconds are from the first byte sent to the last user written. */
async function importUsers(stand: Stand, users: number) {
  const startMiB = workerdMemory(stand.processes)?.residentMiB ?? 0;
  let peakMiB = startMiB;
  const sampling = setInterval(() => {
    peakMiB = Math.max(peakMiB, workerdMemory(stand.processes)?.residentMiB ?? 0);
  }, 200);
  const startedCpu = cpuSeconds(stand.processes);
  const startedAt = performance.now();
  let done = await call<Import>(stand, "/users/imports", {
    method: "POST",
    headers: { "content-type": "text/csv" },
    body: csvOf(users) as unknown as BodyInit,
    duplex: "half",
  } as RequestInit);
  const receivedAt = performance.now();
  const marks: { read: number; seconds: number; memoryMiB: number }[] = [];
  while (done.status === "queued" || done.status === "running") {
    await new Promise((resolve) => setTimeout(resolve, 100));
    done = await call<Import>(stand, `/users/imports/${done.id}`);
    if (done.rows.read >= (marks.at(-1)?.read ?? 0) + users / 5) {
      const memoryMiB = workerdMemory(stand.processes)?.residentMiB ?? 0;
      marks.push({
        read: done.rows.read,
        seconds: round((performance.now() - startedAt) / 1000),
        memoryMiB,
      });
    }
  }
  const seconds = (performance.now() - startedAt) / 1000;
  const usedCpu = cpuSeconds(stand.processes);
  clearInterval(sampling);
  if (done.status !== "completed" || done.rows.created !== users) throw new Error(JSON.stringify(done));
  return {
    users,
    seconds: round(seconds),
    usersPerSecond: Math.round(users / seconds),
    // What a machine that does nothing else would reach on one core; the rate above depends on who else works.
    usersPerCpuSecond:
      usedCpu === null || startedCpu === null ? null : Math.round(users / (usedCpu - startedCpu)),
    receivedSeconds: round((receivedAt - startedAt) / 1000),
    startMiB,
    peakMiB,
    marks,
  };
}

const round = (figure: number) => Math.round(figure * 100) / 100;
const median = (figures: number[]) => [...figures].sort((a, b) => a - b)[figures.length >> 1] ?? 0;

/** The same reads by turns on both, so that what else the machine does meets both alike. */
async function compareReads(few: Stand, many: Stand, users: number) {
  const idOf = async (stand: Stand, n: number) =>
    (await call<{ items: { id: string }[] }>(stand, `/users?externalId=crm-${n}`)).items[0]?.id ?? "";
  const places = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
  const fewIds = await Promise.all(places.map((at) => idOf(few, at * (FEW / 10))));
  const manyIds = await Promise.all(places.map((at) => idOf(many, Math.floor((at * users) / 10))));
  const READS: Record<string, (n: number, ids: string[]) => string> = {
    status: (n, ids) => `/users/${ids[n % ids.length]}/status`,
    user: (n, ids) => `/users/${ids[n % ids.length]}`,
    byExternalId: (n) => `/users?externalId=crm-${n % FEW}`,
    byIdentifier: (n) =>
      `/users?identifierType=CC&identifierCountry=CO&identifierNumber=${10_000_000 + (n % FEW)}`,
    byEmail: (n) => `/users?email=ana${n % FEW}@example.com`,
    byStatus: () => "/users?status=created&limit=20",
    newest: () => "/users?limit=20",
  };
  const figures: Record<string, { p50FewMs: number; p50ManyMs: number; ratio: number }> = {};
  for (const [name, pathOf] of Object.entries(READS)) {
    const took: [number[], number[]] = [[], []];
    for (let n = -20; n < Number(values.reads); n++) {
      for (const [at, stand] of [few, many].entries()) {
        const startedAt = performance.now();
        await call(stand, pathOf(n + 20, at === 0 ? fewIds : manyIds));
        if (n >= 0) took[at as 0 | 1].push(performance.now() - startedAt);
      }
    }
    const [p50FewMs, p50ManyMs] = [median(took[0]), median(took[1])];
    figures[name] = {
      p50FewMs: round(p50FewMs),
      p50ManyMs: round(p50ManyMs),
      ratio: round(p50ManyMs / p50FewMs),
    };
    say(`  ${name}: ${round(p50FewMs)} ms of ${FEW}, ${round(p50ManyMs)} ms of ${users}`);
  }
  return figures;
}

const sizes = values.users.split(",").map(Number);
const few = await open("few");
await importUsers(few, FEW);
const imports: Awaited<ReturnType<typeof importUsers>>[] = [];
let reads: Awaited<ReturnType<typeof compareReads>> | null = null;
for (const users of sizes) {
  const many = await open("many");
  await importUsers(many, 1000); // warms the isolate up; not counted
  const fresh = { ...many, token: (await tenantOf(many.served, "fresh")).token };
  const figure = await importUsers(fresh, users);
  say(`  ${users} users: ${figure.usersPerSecond}/s, peak ${figure.peakMiB} MiB (from ${figure.startMiB})`);
  imports.push(figure);
  if (users === Math.max(...sizes)) reads = await compareReads(few, fresh, users);
  await many.served.stop();
}
await few.served.stop();
console.log(JSON.stringify({ imports, reads: { few: FEW, many: Math.max(...sizes), ...reads } }));
