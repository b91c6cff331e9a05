import { describe, expect, it } from "vitest";
import { z } from "zod";
import { endpoint } from "../../src/http/endpoint.ts";
import { openApiDocument } from "../../src/http/openapi/document.ts";
import { ERRORS } from "../../src/kernel/errors.ts";

const tree: z.ZodType = z.lazy(() => z.object({ name: z.string(), children: z.array(tree) }));
const endpoints = [
  endpoint({
    method: "put",
    path: "/trees/:treeId/leaves/:leafId",
    operationId: "changeLeaf",
    tag: "Trees",
    title: { en: "Change a leaf", es: "Cambiar una hoja" },
    summary: { en: "Changes a leaf.", es: "Cambia una hoja." },
    scope: "users:write",
    limit: "documents",
    carries: "pictures",
    params: z.strictObject({ treeId: z.string().regex(/^tre_/), leafId: z.string() }),
    query: z.strictObject({
      limit: z.coerce.number().int().max(100).optional(),
      deep: z.enum(["yes", "no"]),
    }),
    body: z.strictObject({ tree, colour: z.string().default("green") }),
    data: z.object({ id: z.string(), tree }),
    status: 202,
    example: { tree: { name: "oak", children: [] } },
    handle: async () => ({ data: { id: "", tree: null } }),
  }),
  endpoint({
    method: "get",
    path: "/open",
    operationId: "readOpen",
    tag: "Trees",
    title: { en: "Read", es: "Leer" },
    summary: { en: "Reads.", es: "Lee." },
    scope: null,
    limit: null,
    data: z.object({ ok: z.boolean() }),
    handle: async () => ({ data: { ok: true } }),
  }),
];
const options = { origin: "https://enroll.test", locale: "es", eventTypes: ["user.approved"] } as const;
// biome-ignore lint/suspicious/noExplicitAny: the document is looked into everywhere
const document = openApiDocument(endpoints, options) as any;
const change = document.paths["/trees/{treeId}/leaves/{leafId}"].put;

/** Every `$ref` in the document. */
function refsIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(refsIn);
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => (key === "$ref" ? [value as string] : refsIn(value)));
}

describe("the OpenAPI document", () => {
  it("resolves each of its references, those of recursive schemas too", () => {
    const refs = refsIn(document);
    expect(refs.some((ref) => ref.startsWith("#/components/schemas/changeLeaf_body_"))).toBe(true);
    for (const ref of refs) {
      const found = ref
        .slice(2)
        .split("/")
        // biome-ignore lint/suspicious/noExplicitAny: walks a path
        .reduce((at: any, step) => at?.[step.replaceAll("~1", "/")], document);
      expect(found, ref).toBeDefined();
    }
  });

  it("lists every error code with its status, in the schema and as an example", () => {
    expect(document.components.schemas.Error.properties.code.enum).toEqual(Object.keys(ERRORS));
    for (const [code, { status }] of Object.entries(ERRORS)) {
      const { examples } = document.components.responses[`Error${status}`].content["application/json"];
      expect(examples[code].value).toMatchObject({ success: false, code });
    }
  });

  it("names what may go wrong with a route, and not what cannot", () => {
    expect(Object.keys(change.responses)).toEqual([
      "202",
      "400",
      "401",
      "403",
      "404",
      "409",
      "412",
      "413",
      "415",
      "422",
      "429",
      "500",
      "503",
    ]);
    expect(Object.keys(document.paths["/open"].get.responses)).toEqual(["200", "500", "503"]);
  });

  it("demands the scope, or nothing", () => {
    expect(change.security).toEqual([{ token: [] }, { client: ["users:write"] }]);
    expect(document.paths["/open"].get.security).toEqual([]);
  });

  it("describes parameters in path, query and header", () => {
    const named = (name: string) => change.parameters.find((p: { name?: string }) => p.name === name);
    expect(named("treeId")).toMatchObject({ in: "path", required: true, schema: { pattern: "^tre_" } });
    expect(named("deep")).toMatchObject({ in: "query", required: true, schema: { enum: ["yes", "no"] } });
    expect(named("limit")).toMatchObject({ in: "query", required: false });
    expect(refsIn(change.parameters)).toEqual([
      "#/components/parameters/IdempotencyKey",
      "#/components/parameters/IfMatch",
      "#/components/parameters/AcceptLanguage",
    ]);
  });

  it("has the body as sent, with its example, and pictures as multipart too", () => {
    const { content } = change.requestBody;
    expect(content["application/json"].schema).toMatchObject({
      additionalProperties: false,
      required: ["tree"],
    });
    expect(content["application/json"].example).toEqual({ tree: { name: "oak", children: [] } });
    expect(content["multipart/form-data"]).toBeDefined();
  });

  it("wraps the answer in the envelope and names its headers", () => {
    const answer = change.responses["202"];
    expect(answer.content["application/json"].schema.properties.data.properties).toHaveProperty("id");
    expect(Object.keys(answer.headers)).toEqual(
      expect.arrayContaining(["Request-Id", "RateLimit", "RateLimit-Policy", "ETag"]),
    );
  });

  it("documents each event as a webhook", () => {
    expect(document.webhooks["user.approved"].post.operationId).toBe("event.user.approved");
  });

  it("speaks the language asked for", () => {
    const english = openApiDocument(endpoints, { ...options, locale: "en" }) as typeof document;
    expect(document.info.description).toContain("Empiece aquí");
    expect(english.info.description).toContain("Start here");
    expect(Object.keys(english.paths)).toEqual(Object.keys(document.paths));
  });
});
