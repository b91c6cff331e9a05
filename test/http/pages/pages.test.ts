import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { endpoint } from "../../../src/http/endpoint.ts";
import { mountEndpoints } from "../../../src/http/mount.ts";
import type { HealthProbes } from "../../../src/http/pages/health.ts";
import { mountPages, type PagesDeps } from "../../../src/http/pages/mount-pages.ts";
import { ask, edgeDeps, openGate } from "../../support/edge.ts";

const thing = endpoint({
  method: "get",
  path: "/thing",
  operationId: "readThing",
  tag: "Things",
  title: { en: "Read a thing", es: "Leer una cosa" },
  summary: { en: "Reads a thing.", es: "Lee una cosa." },
  scope: null,
  limit: null,
  data: z.object({}),
  handle: async () => ({ data: {} }),
});
const withBundle = { fetch: async () => new Response("window.Scalar = {}") };
const withoutBundle = { fetch: async () => new Response("", { status: 404 }) };

function site(overrides: Partial<PagesDeps> = {}): Hono {
  const app = new Hono();
  mountEndpoints(app, [thing], edgeDeps({ limiter: openGate }));
  mountPages(app, { endpoints: [thing], eventTypes: [], assets: withBundle, probes: {}, ...overrides });
  return app;
}

describe("the docs page", () => {
  it("loads scripts from nowhere but here and sends requests to nowhere but here", async () => {
    const page = await ask(site(), "/docs");
    expect(page.status).toBe(200);
    const policy = page.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("connect-src 'self';");
    const sources = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, source]) => source);
    expect(sources.length).toBeGreaterThan(3);
    for (const source of sources) expect(source).toMatch(/^\//);
    expect(page.text).not.toMatch(/<script(?![^>]*src=)/);
  });

  it("is written in the language asked for by the link before that of the browser", async () => {
    const spanish = await ask(site(), "/docs");
    const english = await ask(site(), "/docs", { headers: { "accept-language": "en" } });
    const chosen = await ask(site(), "/docs?lang=es", { headers: { "accept-language": "en" } });
    expect(spanish.text).toContain('<html lang="es">');
    expect(english.text).toContain('<html lang="en">');
    expect(chosen.text).toContain('<html lang="es">');
  });

  it("says so when the bundle is not here, and still links to the document", async () => {
    for (const assets of [withoutBundle, null]) {
      const page = await ask(site({ assets }), "/docs?lang=en");
      expect(page.status).toBe(200);
      expect(page.text).toContain("The interactive page is not here");
      expect(page.text).toContain('href="/v2/enroll/openapi.json?lang=en"');
      expect(page.text).not.toContain("<script");
    }
    expect((await ask(site({ assets: withoutBundle }), "/docs/assets/reference.js")).status).toBe(404);
  });

  it("starts the reference with everything off that would call home", async () => {
    const script = await ask(site(), "/docs/start.js");
    expect(script.headers.get("content-type")).toContain("text/javascript");
    expect(script.text).toContain("telemetry: false");
    expect(script.text).toContain("withDefaultFonts: false");
    expect(script.text).not.toMatch(/https?:\/\//);
  });
});

describe("the OpenAPI document", () => {
  it("names the origin it was asked at, and may be read by any page", async () => {
    const answer = await ask(site(), "/v2/enroll/openapi.json");
    expect(answer.json.servers).toEqual([{ url: "https://enroll.test/v2/enroll" }]);
    expect(answer.json.paths).toHaveProperty("/thing");
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
  });

  it("keeps the languages apart", async () => {
    const app = site();
    const spanish = await ask(app, "/v2/enroll/openapi.json");
    const english = await ask(app, "/v2/enroll/openapi.json?lang=en");
    expect(spanish.json.info.description).not.toBe(english.json.info.description);
  });
});

describe("health", () => {
  const up = async () => true;
  const down = async () => false;
  const broken = async () => {
    throw new Error("secret address");
  };
  const health = (probes: HealthProbes) => ask(site({ probes }), "/health");

  it("is ok when all that is required is there, and names what is not", async () => {
    const answer = await health({
      database: { required: true, probe: up },
      vision: { required: false, probe: down },
    });
    expect(answer.status).toBe(200);
    expect(answer.json.data).toEqual({ status: "ok", parts: { database: "ok", vision: "down" } });
  });

  it("is 503 when a required part is down, and says nothing more about it", async () => {
    const answer = await health({ database: { required: true, probe: broken } });
    expect(answer.status).toBe(503);
    expect(answer.json.data).toEqual({ status: "unavailable", parts: { database: "down" } });
    expect(answer.text).not.toContain("secret");
  });
});

describe("the rest of the site", () => {
  it("leads from the root to the docs, and has an icon", async () => {
    const root = await ask(site(), "/");
    expect([root.status, root.headers.get("location")]).toEqual([302, "/docs"]);
    const icon = await ask(site(), "/favicon.svg");
    expect(icon.headers.get("content-type")).toBe("image/svg+xml");
    expect(icon.text).toMatch(/^<svg /);
  });
});

describe("the page that verifies receipts", () => {
  it("runs nothing but its own script, and sends what is pasted nowhere", async () => {
    for (const [lang, word] of [
      ["es", "Verificar"],
      ["en", "Verify"],
    ] as const) {
      const page = await ask(site(), `/receipts?lang=${lang}`);
      expect(page.status).toBe(200);
      expect(page.text).toContain(word);
      const policy = page.headers.get("content-security-policy") ?? "";
      expect(policy).toContain("script-src 'self';");
      expect(policy).toContain("form-action 'none'");
      const scripts = [...page.text.matchAll(/<script[^>]*>/g)].map(([tag]) => tag);
      expect(scripts).toEqual(['<script src="/receipts/verify.js">']);
    }
    const script = await ask(site(), "/receipts/verify.js");
    expect(script.headers.get("content-type")).toContain("text/javascript");
    expect([...script.text.matchAll(/fetch\("([^"]+)"/g)].map(([, url]) => url)).toEqual([
      "/.well-known/jwks.json",
    ]);
  });
});
