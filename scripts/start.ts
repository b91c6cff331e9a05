/** `npm start`: prepares this machine and serves the whole product on it, without an account. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { parseArgs } from "node:util";
import { LIST_SOURCES } from "../src/features/background/lists/sources.ts";
import { ensureSecrets } from "./local/secrets.ts";
import { ensureDemoTenant } from "./local/seed.ts";
import { STATE_PATH } from "./local/state.ts";

const { values } = parseArgs({ options: { port: { type: "string", default: "8787" } } });
const origin = `http://127.0.0.1:${values.port}`;
const wrangler = ["node_modules/wrangler/bin/wrangler.js"];
const quiet = {
  ...process.env,
  WRANGLER_SEND_METRICS: "false",
  NO_UPDATE_NOTIFIER: "1",
  CI: "1",
  CLOUDFLARE_CF_FETCH_ENABLED: "false",
};

/** Runs a step to its end; its output is shown only when it fails. */
function step(title: string, args: string[]): void {
  process.stdout.write(`${title} … `);
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { env: quiet, encoding: "utf8" });
  if (status !== 0) {
    console.error(`failed\n${stdout}\n${stderr}`);
    process.exit(1);
  }
  console.log("done");
}

/** Waits until the server answers; gives up with the server's own words when it ends before that. */
async function untilHealthy(server: ChildProcess): Promise<void> {
  for (let waitedMs = 0; waitedMs < 120_000; waitedMs += 250) {
    if (server.exitCode !== null) process.exit(server.exitCode || 1);
    const response = await fetch(`${origin}/health`).catch(() => null);
    if (response?.ok) return;
    await new Promise((resume) => setTimeout(resume, 250));
  }
  console.error(`The server did not answer on ${origin} within two minutes.`);
  server.kill();
  process.exit(1);
}

/**
 * Has the server ask the publishers of the lists, as its daily cron does, when a network is there. Nothing waits for
 * it: without lists, or until they are loaded, checks rest on the bundled entries and say so.
 */
async function askPublishers(): Promise<void> {
  const probe = { method: "HEAD", redirect: "manual", signal: AbortSignal.timeout(2_500) } as const;
  const isOnline = await fetch(LIST_SOURCES[0]?.files[0]?.url ?? "", probe).then(
    () => true,
    () => false,
  );
  if (!isOnline) return;
  const cron = encodeURIComponent("17 4 * * *");
  await fetch(`${origin}/cdn-cgi/handler/scheduled?cron=${cron}`).catch(() => null);
}

const prepared = spawnSync(
  process.execPath,
  ["--disable-warning=ExperimentalWarning", "scripts/prepare.ts"],
  {
    stdio: "inherit",
  },
);
if (prepared.status !== 0) process.exit(prepared.status ?? 1);

console.log("\nLocal stack");
console.log(`Secrets … ${(await ensureSecrets()) ? "written to .dev.vars" : "found in .dev.vars"}`);
step("Database migrations", [
  ...wrangler,
  "d1",
  "migrations",
  "apply",
  "DB",
  "--local",
  "--persist-to",
  STATE_PATH,
]);
process.stdout.write("Demo tenant … ");
const demo = await ensureDemoTenant({ ENVIRONMENT: "development", ISSUER: "enroll", AUDIENCE: "enroll-api" });
console.log(demo.tenantId);

const configs = [
  "wrangler.toml",
  "wrangler.faces.toml",
  "wrangler.faces-second.toml",
  "wrangler.documents.toml",
  "wrangler.printed-text.toml",
].flatMap((file) => ["-c", file]);
const server = spawn(
  process.execPath,
  [
    ...wrangler,
    "dev",
    ...configs,
    "--local",
    "--ip",
    "127.0.0.1",
    "--port",
    values.port,
    "--persist-to",
    STATE_PATH,
    "--show-interactive-dev-session=false",
    "--log-level",
    "error",
  ],
  { stdio: ["ignore", "inherit", "inherit"], env: quiet },
);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => server.kill(signal));
server.on("exit", (code) => process.exit(code ?? 0));

await untilHealthy(server);
void askPublishers();
const response = await fetch(`${origin}/v2/enroll/auth/token`, {
  method: "POST",
  headers: { "content-type": "application/x-www-form-urlencoded" },
  body: new URLSearchParams({
    grant_type: "client_credentials",
    client_id: demo.clientId,
    client_secret: demo.clientSecret,
  }),
});
if (!response.ok) {
  console.error(`No token: ${response.status} ${await response.text()}`);
  server.kill();
  process.exit(1);
}
const { access_token: token } = (await response.json()) as { access_token: string };

console.log(`
Enroll is running

  API     ${origin}/v2/enroll
  Docs    ${origin}/docs
  Inbox   ${origin}/dev/inbox   (messages to people, kept here instead of being sent)
  Token   ${token}
          (15 minutes; client ${demo.clientId}, its secret is in .enroll/demo.json)

Try it:

  curl -s -X POST ${origin}/v2/enroll/users/create \\
    -H 'Authorization: Bearer ${token}' -H 'Content-Type: application/json' \\
    -d '{"person":{"givenNames":"Ana","familyName":"Ruiz","dateOfBirth":"1990-01-15","nationality":"CO"}}'

A whole enrolment, with pictures and a webhook, in a second terminal: npm run demo
Where the sanctions lists stand, and loading them: npm run lists -- status
Stop with Ctrl+C.
`);
