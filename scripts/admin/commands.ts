import type { AdminApi } from "./client.ts";

interface Values {
  id?: string | undefined;
  name?: string | undefined;
  sandbox?: boolean | undefined;
  scopes?: string | undefined;
  overlap?: string | undefined;
  documents?: string | undefined;
  biometrics?: string | undefined;
  background?: string | undefined;
}

interface Command {
  takes: string[];
  options: string;
  does: string;
  run(api: AdminApi, args: string[], values: Values): Promise<unknown>;
  print(answer: unknown): string;
}

interface Tenant {
  id: string;
  name: string;
  livemode: boolean;
  status: string;
  limits: Record<string, number>;
}
interface Client {
  id: string;
  name: string;
  scopes: string[];
  status: string;
  secret?: string;
  previousSecretsUntil?: string | null;
}

const tenantLine = ({ id, name, livemode, status, limits }: Tenant) =>
  [
    id.padEnd(30),
    (livemode ? "live" : "sandbox").padEnd(8),
    status.padEnd(10),
    name,
    ...Object.entries(limits).map(([kind, limit]) => `${kind} ${limit}/min`),
  ].join("  ");

const clientLine = ({ id, name, status, scopes }: Client) =>
  `${id}  ${status.padEnd(8)}  ${name}\n    ${scopes.join(" ")}`;

const withSecret = (client: Client) =>
  [
    clientLine(client),
    "",
    `  client id      ${client.id}`,
    `  client secret  ${client.secret}`,
    "                 (shown once: put it where secrets are kept)",
    ...(client.previousSecretsUntil ? [`  earlier ones   good until ${client.previousSecretsUntil}`] : []),
  ].join("\n");

const seconds = "takes effect everywhere within seconds";
const status = (to: "active" | "suspended", does: string): Command => ({
  takes: ["<tenantId>"],
  options: "",
  does,
  run: (api, [id = ""]) => api("PATCH", `/tenants/${id}`, { status: to }),
  print: (answer) => tenantLine(answer as Tenant),
});

/** By "what verb": what the operator can do. */
export const COMMANDS: Record<string, Command> = {
  "tenant create": {
    takes: ["<name>"],
    options: "[--sandbox] [--id ten_…]",
    does: "makes a tenant, live unless --sandbox",
    run: (api, [name], { id, sandbox }) =>
      api("POST", "/tenants", { name, livemode: !sandbox, ...(id ? { id } : {}) }),
    print: (answer) => tenantLine(answer as Tenant),
  },
  "tenant list": {
    takes: [],
    options: "",
    does: "all tenants",
    async run(api) {
      const tenants: Tenant[] = [];
      let cursor: string | null = null;
      do {
        const page = (await api("GET", `/tenants?limit=100${cursor ? `&cursor=${cursor}` : ""}`)) as {
          items: Tenant[];
          nextCursor: string | null;
        };
        tenants.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor);
      return tenants;
    },
    print: (answer) => (answer as Tenant[]).map(tenantLine).join("\n") || "No tenants yet.",
  },
  "tenant suspend": status("suspended", `refuses every request of a tenant; ${seconds}`),
  "tenant resume": status("active", `lets a suspended tenant go on; ${seconds}`),
  "tenant limits": {
    takes: ["<tenantId>"],
    options: "[--documents n] [--biometrics n] [--background n]",
    does: "requests a user may make a minute; those left out are the usual 20, 10 and 5",
    run(api, [id = ""], values) {
      const kinds = ["documents", "biometrics", "background"] as const;
      const given = kinds.filter((kind) => values[kind] !== undefined);
      const limits = Object.fromEntries(given.map((kind) => [kind, Number(values[kind])]));
      return api("PATCH", `/tenants/${id}`, { limits });
    },
    print: (answer) => tenantLine(answer as Tenant),
  },
  "client create": {
    takes: ["<tenantId>", "<name>"],
    options: "[--scopes a,b]",
    does: "makes an API client, with all scopes unless some are named",
    run: (api, [tenantId, name], { scopes = "" }) =>
      api("POST", `/tenants/${tenantId}/clients`, { name, scopes: scopes.split(",") }),
    print: (answer) => withSecret(answer as Client),
  },
  "client list": {
    takes: ["<tenantId>"],
    options: "",
    does: "a tenant's clients",
    run: (api, [tenantId]) => api("GET", `/tenants/${tenantId}/clients`),
    print: (answer) => (answer as { items: Client[] }).items.map(clientLine).join("\n") || "No clients yet.",
  },
  "client rotate": {
    takes: ["<tenantId>", "<clientId>"],
    options: "[--overlap hours]",
    does: "gives a client a new secret; the one before stays good for the overlap (24 h)",
    run: (api, [tenantId, clientId], { overlap }) =>
      api("POST", `/tenants/${tenantId}/clients/${clientId}/rotate`, { overlapHours: Number(overlap) }),
    print: (answer) => withSecret(answer as Client),
  },
  "client revoke": {
    takes: ["<tenantId>", "<clientId>"],
    options: "",
    does: "ends a client for good, and every token it was given",
    run: (api, [tenantId, clientId]) => api("DELETE", `/tenants/${tenantId}/clients/${clientId}`),
    print: (answer) => clientLine(answer as Client),
  },
};

/** What can be asked, a line each. */
export const usage = (): string =>
  [
    "npm run admin -- <command> [--json] [--port 8787 | --remote https://enroll.example.workers.dev]",
    "",
    ...Object.entries(COMMANDS).map(
      ([name, { takes, options, does }]) => `  ${[name, ...takes, options].join(" ").trim()}\n      ${does}`,
    ),
    "",
    "A remote Enroll is asked with the OPERATOR_KEY in ENROLL_OPERATOR_KEY.",
  ].join("\n");
