/**
 * `npm run admin -- <what> <verb> …`: the operator's acts on tenants and their API clients, over the operator's routes
 * of a running Enroll: the local one, or with `--remote <address>` a deployed one whose key is in ENROLL_OPERATOR_KEY.
 */
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { SCOPES } from "../src/kernel/caller.ts";
import { type AdminApi, AdminError, openAdmin } from "./admin/client.ts";
import { COMMANDS, usage } from "./admin/commands.ts";
import { readSecrets } from "./local/secrets.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    remote: { type: "string" },
    port: { type: "string", default: "8787" },
    id: { type: "string" },
    name: { type: "string" },
    sandbox: { type: "boolean", default: false },
    scopes: { type: "string", default: SCOPES.join(",") },
    overlap: { type: "string", default: "24" },
    documents: { type: "string" },
    biometrics: { type: "string" },
    background: { type: "string" },
    json: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

function api(): AdminApi {
  if (values.remote !== undefined) {
    const key = process.env.ENROLL_OPERATOR_KEY;
    if (!key)
      throw new AdminError("ENROLL_OPERATOR_KEY is not set: it is the OPERATOR_KEY among the secrets.");
    return openAdmin(values.remote, key);
  }
  const key = existsSync(".dev.vars") ? readSecrets().OPERATOR_KEY : undefined;
  if (!key) throw new AdminError("No local keys yet: `npm start` makes them.");
  return openAdmin(`http://127.0.0.1:${values.port}`, key);
}

const [what = "", verb = "", ...rest] = positionals;
const command = COMMANDS[`${what} ${verb}`];
try {
  if (values.help || !command) {
    console.log(usage());
    process.exit(values.help ? 0 : 2);
  }
  if (rest.length < command.takes.length) {
    throw new AdminError(`Missing: ${command.takes.slice(rest.length).join(" ")}\n\n${usage()}`);
  }
  const answer = await command.run(api(), rest, values);
  console.log(values.json ? JSON.stringify(answer, null, 2) : command.print(answer));
} catch (error) {
  if (!(error instanceof AdminError)) throw error;
  console.error(error.message);
  process.exit(1);
}
