import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, it } from "vitest";
import { allEndpoints } from "../../src/app.ts";
import { openApiDocument } from "../../src/http/openapi/document.ts";
import { EVENT_TYPES } from "../../src/records/event-types.ts";

/** Declarations only: no verb is called, so its deps need not work. */
const nothing: never = new Proxy({}, { get: () => nothing, ownKeys: () => [] }) as never;
const endpoints = allEndpoints(nothing);

describe.each(["es", "en"] as const)("the whole product's OpenAPI document in %s", (locale) => {
  const document = openApiDocument(endpoints, {
    origin: "https://enroll.test",
    locale,
    eventTypes: EVENT_TYPES,
  });

  it("is valid OpenAPI 3.1 by the specification's own schema", async () => {
    const result = await new Validator().validate(structuredClone(document));
    expect(result.errors ?? []).toEqual([]);
    expect(result.valid).toBe(true);
  });

  it("has every endpoint once, under an id of its own", () => {
    const paths = document.paths as Record<string, Record<string, { operationId: string }>>;
    for (const { method, path, operationId } of endpoints) {
      expect(paths[path.replace(/:(\w+)/g, "{$1}")]?.[method]?.operationId).toBe(operationId);
    }
    const ids = endpoints.map((endpoint) => endpoint.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("has the eleven endpoints of the public contract", () => {
    const found = new Set(endpoints.map(({ method, path }) => `${method} ${path}`));
    for (const route of [
      "post /documents/scan",
      "post /documents/extract",
      "post /documents/validate",
      "post /biometric/register",
      "post /biometric/verify",
      "post /biometric/liveness",
      "post /background/criminal-check",
      "post /background/watchlist-check",
      "post /users/create",
      "put /users/:userId",
      "get /users/:userId/status",
    ]) {
      expect(found).toContain(route);
    }
  });

  it("gives every operation a short title and a sentence", () => {
    const paths = document.paths as Record<string, Record<string, Record<string, unknown>>>;
    for (const operation of Object.values(paths).flatMap((methods) => Object.values(methods))) {
      expect(String(operation.summary).length, String(operation.operationId)).toBeLessThan(45);
      expect(String(operation.description).length, String(operation.operationId)).toBeGreaterThan(20);
    }
  });
});

describe("the examples on the docs page", () => {
  it("fit the schemas that will parse them", () => {
    for (const { operationId, body, example } of endpoints) {
      if (!body || example === undefined) continue;
      const parsed = body.safeParse(example);
      expect(parsed.success ? [] : parsed.error.issues, operationId).toEqual([]);
    }
  });
});
