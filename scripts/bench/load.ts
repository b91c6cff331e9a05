/** A load from a process of its own: `node load.ts <url> <seconds> <connections> [request.json]`; one JSON line. */
import { readFileSync } from "node:fs";
import http from "node:http";

interface LoadRequest {
  method: string;
  headers: Record<string, string>;
  /** `{n}` becomes the number of the request, so that bodies differ. */
  body: string | null;
}

const [url = "", seconds = "5", connections = "10", requestFile] = process.argv.slice(2);
const request: LoadRequest = requestFile
  ? (JSON.parse(readFileSync(requestFile, "utf8")) as LoadRequest)
  : { method: "GET", headers: {}, body: null };
const agent = new http.Agent({ keepAlive: true, maxSockets: Number(connections) });
const latenciesMs: number[] = [];
const statuses: Record<number, number> = {};
let count = 0;

function once(): Promise<void> {
  const body = request.body?.replaceAll("{n}", `${process.pid}-${count++}`) ?? null;
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const call = http.request(
      url,
      { method: request.method, headers: request.headers, agent },
      (response) => {
        response.resume();
        response.on("end", () => {
          latenciesMs.push(performance.now() - startedAt);
          const status = response.statusCode ?? 0;
          statuses[status] = (statuses[status] ?? 0) + 1;
          resolve();
        });
      },
    );
    call.on("error", reject);
    call.end(body ?? undefined);
  });
}

async function oneConnection(until: number): Promise<void> {
  while (performance.now() < until) await once();
}

const run = (ms: number) =>
  Promise.all(Array.from({ length: Number(connections) }, () => oneConnection(performance.now() + ms)));
await run(1000); // warms the isolate up; not counted
latenciesMs.length = 0;
for (const status of Object.keys(statuses)) delete statuses[Number(status)];
const startedAt = performance.now();
await run(Number(seconds) * 1000);
const tookMs = performance.now() - startedAt;
agent.destroy();
latenciesMs.sort((a, b) => a - b);
const at = (share: number) =>
  Math.round((latenciesMs[Math.floor(latenciesMs.length * share)] ?? 0) * 10) / 10;
console.log(
  JSON.stringify({
    requestsPerSecond: Math.round((latenciesMs.length / tookMs) * 1000),
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    statuses,
  }),
);
