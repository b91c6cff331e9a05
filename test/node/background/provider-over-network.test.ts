import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { afterEach, describe, expect, it } from "vitest";
import { callProvider } from "../../../src/features/background/criminal/call-provider.ts";
import { providerConfig } from "../../../src/features/background/criminal/provider-config.ts";
import type { ProvidersDeps } from "../../../src/features/background/criminal/providers-deps.ts";

const SECRET = `whsec_${btoa("a-secret-of-the-registers-own!!!")}`;
const NONE = JSON.stringify({ result: "none", records: [] });

type Handler = (request: IncomingMessage, response: ServerResponse, body: string) => void;
const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

/** A provider on this machine that answers so, one request after the other. */
async function aServer(...handlers: Handler[]) {
  const seen: { headers: IncomingMessage["headers"]; body: string; url: string }[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (part) => {
      body += part;
    });
    request.on("end", () => {
      seen.push({ headers: request.headers, body, url: request.url ?? "" });
      handlers[Math.min(seen.length, handlers.length) - 1]?.(request, response, body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  servers.push(server);
  return { seen, server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/query` };
}

const says =
  (status: number, body = "", headers: Record<string, string> = {}): Handler =>
  (_request, response) => {
    response.writeHead(status, headers);
    response.end(body);
  };

/** Only what a call needs: loopback is allowed as on a developer's machine, and waits are noted. */
function depsOf(waited: number[] = [], development = true): ProvidersDeps {
  return {
    clock: Date.now,
    fetch: (input: RequestInfo | URL, init?: RequestInit) => fetch(input, init),
    resolve: async () => [],
    random: () => 0,
    development,
    ownHosts: [],
    wait: async (ms: number) => void waited.push(ms),
  } as unknown as ProvidersDeps;
}

const configOf = (over: Record<string, unknown> = {}) => {
  const config = providerConfig.parse({
    kind: "http",
    name: "A provider",
    auth: { type: "signed", secret: SECRET },
    timeoutMs: 1_000,
    sources: [
      {
        sourceId: "ar_rnr",
        ask: { method: "POST", url: "http://127.0.0.1/" },
        answer: { noRecords: [{ at: "/result", equals: "none" }] },
      },
    ],
    ...over,
  });
  if (config.kind !== "http") throw new Error("not the generic provider");
  return config;
};

const callTo = (url: string, over: Record<string, unknown> = {}, body = '{"number":"ñ 1"}') => ({
  config: configOf(over),
  request: { method: "POST" as const, url, body },
  key: "bgc_1.ar_rnr",
  statuses: [200],
  repeatable: true,
});

describe("a provider over the network", () => {
  it("gets the body that was signed, and its answer is read", async () => {
    const { url, seen } = await aServer(says(200, NONE));
    expect(await callProvider(depsOf(), callTo(url))).toEqual({
      ok: true,
      status: 200,
      json: { result: "none", records: [] },
    });
    const [request] = seen;
    const headers = request?.headers as Record<string, string>;
    expect(new Webhook(SECRET).verify(request?.body ?? "", headers)).toEqual({ number: "ñ 1" });
    expect(headers["idempotency-key"]).toBe("bgc_1.ar_rnr");
  });

  it("is told apart by its credentials", async () => {
    const { url, seen } = await aServer(says(200, NONE));
    await callProvider(depsOf(), callTo(url, { auth: { type: "bearer", token: "a-token" } }));
    await callProvider(depsOf(), callTo(url, { auth: { type: "header", name: "X-Api-Key", value: "k" } }));
    expect(seen.map(({ headers }) => headers.authorization ?? headers["x-api-key"])).toEqual([
      "Bearer a-token",
      "k",
    ]);
  });

  it("is asked again after a 500, and no sooner than it wants", async () => {
    const waited: number[] = [];
    const { url, seen } = await aServer(says(500), says(503, "", { "retry-after": "1" }), says(200, NONE));
    expect(await callProvider(depsOf(waited), callTo(url))).toMatchObject({ ok: true });
    expect(seen).toHaveLength(3);
    expect(waited).toEqual([125, 1_000]);
  });

  it("that is not there at all is a fault", async () => {
    const { url, server } = await aServer();
    await new Promise((resolve) => server.close(resolve));
    expect(await callProvider(depsOf(), callTo(url))).toEqual({ ok: false, fault: "connection_failed" });
  });

  it("that breaks off in the middle is a fault", async () => {
    const { url } = await aServer((_request, response) => {
      response.writeHead(200, { "content-length": "1000" });
      response.write(NONE, () => response.destroy());
    });
    expect(await callProvider(depsOf(), callTo(url, { maxAttempts: 1 }))).toEqual({
      ok: false,
      fault: "connection_failed",
    });
  });

  it.each<[string, Handler]>([
    ["never answers", () => undefined],
    ["begins and never ends", (_request, response) => void response.writeHead(200).write("{")],
  ])("that %s is given up", async (_how, handler) => {
    const { url, seen } = await aServer(handler);
    expect(await callProvider(depsOf(), callTo(url, { maxAttempts: 1 }))).toEqual({
      ok: false,
      fault: "timeout",
    });
    expect(seen).toHaveLength(1);
  });

  it("is not followed elsewhere", async () => {
    const inside = await aServer(says(200, NONE));
    const { url } = await aServer(says(307, "", { location: inside.url }));
    expect(await callProvider(depsOf(), callTo(url))).toMatchObject({ ok: false, fault: "redirect" });
    expect(inside.seen).toEqual([]);
  });

  it("that sends without an end is cut off", async () => {
    const { url } = await aServer((_request, response) => {
      response.writeHead(200);
      const more = () => {
        while (response.writable && response.write("x".repeat(65_536)));
        if (response.writable) response.once("drain", more);
      };
      response.on("error", () => undefined);
      more();
    });
    expect(await callProvider(depsOf(), callTo(url))).toEqual({ ok: false, fault: "answer_too_large" });
  });

  it("that speaks no JSON has said nothing", async () => {
    const { url } = await aServer(says(200, "<html>"));
    expect(await callProvider(depsOf(), callTo(url))).toEqual({ ok: true, status: 200, json: undefined });
  });

  it("without TLS is not called in production", async () => {
    const { url, seen } = await aServer(says(200, NONE));
    expect(await callProvider(depsOf([], false), callTo(url))).toEqual({
      ok: false,
      fault: "url_not_allowed",
    });
    expect(seen).toEqual([]);
  });
});
