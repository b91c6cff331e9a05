/** `npm run demo`: enrols one person against the running server, with real pictures, and shows each step. */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { openClient } from "./demo/client.ts";
import { enrol } from "./demo/enrol.ts";
import { demoPictures } from "./demo/pictures.ts";
import { line, outcome, step } from "./demo/print.ts";
import { startReceiver } from "./demo/receiver.ts";
import { readDemoClient } from "./local/seed.ts";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "8787" },
    origin: { type: "string" },
    face: { type: "string" },
    document: { type: "string" },
    language: { type: "string", default: "en" },
  },
});
const origin = values.origin ?? `http://127.0.0.1:${values.port}`;
const client = readDemoClient();
if (!client || !(await fetch(`${origin}/health`).catch(() => null))?.ok) {
  console.error(`Nothing answers on ${origin}. Start it first, in another terminal: npm start`);
  process.exit(1);
}

step("Token");
const response = await fetch(`${origin}/v2/enroll/auth/token`, {
  method: "POST",
  headers: { "content-type": "application/x-www-form-urlencoded" },
  body: new URLSearchParams({
    grant_type: "client_credentials",
    client_id: client.clientId,
    client_secret: client.clientSecret,
  }),
});
const { access_token: token, expires_in: expiresIn } = (await response.json()) as {
  access_token: string;
  expires_in: number;
};
line("client", client.clientId);
line("valid for", `${expiresIn / 60} minutes`);

const pictures = await demoPictures({
  document: values.document ? readFileSync(values.document) : null,
  face: values.face ? readFileSync(values.face) : null,
});
const receiver = await startReceiver();
try {
  const final = await enrol(openClient(origin, token, values.language), receiver, pictures);
  step("The webhook, as received");
  const event = await receiver.waitFor((it) => it.type === `user.${final.status}` && it.verified, 60_000);
  for (const it of receiver.received) {
    line(it.verified ? "signature valid" : "NOT VERIFIED", `#${it.sequence ?? "–"} ${it.type}  ${it.id}`);
  }
  if (!event) throw new Error(`no verified user.${final.status} arrived within a minute`);
  console.log(`\nEnrolment ended: ${outcome(final.status)}. The verified webhook says the same.\n`);
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  receiver.close();
}
