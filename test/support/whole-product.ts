import { Hono } from "hono";
import { allEndpoints } from "../../src/app.ts";
import { mountEndpoints } from "../../src/http/mount.ts";
import { type Wired, wire } from "../../src/wiring.ts";
import { bindings } from "./deps.ts";
import { openGate } from "./edge.ts";
import { recordedVision } from "./vision.ts";

/**
 * The whole product as it is wired, but for engines that no test can run and limits that it would exhaust. The
 * engines answer: a body that was spoilt by chance into a good one must not meet an honest 503.
 */
export function wholeProduct() {
  const real = wire(bindings);
  const deps: Wired = {
    ...real,
    records: { ...real.records, hintOutbox() {} },
    edge: { ...real.edge, limiter: openGate },
    vision: recordedVision(),
    background: { ...real.background, hintOutbox() {} },
    webhooks: {
      ...real.webhooks,
      hintOutbox() {},
      resolve: async () => ["93.184.215.14"],
      fetch: async () => new Response("ok"),
    } as Wired["webhooks"],
    imports: { ...real.imports, hintOutbox() {}, requestImport() {} },
    connectors: {
      ...real.connectors,
      hintOutbox() {},
      resolve: async () => ["93.184.215.14"],
      // A service that knows nobody: what another test linked must not keep a user from being created.
      fetch: async () => Response.json({ found: false, pong: true }),
    } as Wired["connectors"],
    contacts: {
      ...real.contacts,
      hintOutbox() {},
      resolve: async () => ["93.184.215.14"],
      fetch: async () => new Response("ok"),
    } as Wired["contacts"],
    providers: {
      ...real.providers,
      hintOutbox() {},
      schedulePoll() {},
      resolve: async () => ["93.184.215.14"],
      fetch: async () => new Response("{}"),
    } as Wired["providers"],
  };
  const endpoints = allEndpoints(deps);
  const app = new Hono();
  mountEndpoints(app, endpoints, deps.edge);
  return { real, endpoints, app };
}
