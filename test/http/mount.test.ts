import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { endpoint } from "../../src/http/endpoint.ts";
import { EnrollError } from "../../src/kernel/errors.ts";
import { aTenant } from "../support/deps.ts";
import { ask, aToken, edgeApp, edgeDeps, openGate } from "../support/edge.ts";

const deps = edgeDeps({ limiter: openGate });
const greet = endpoint({
  method: "post",
  path: "/things/:thingId",
  operationId: "greet",
  tag: "Things",
  title: { en: "Greet", es: "Saludar" },
  summary: { en: "Greets.", es: "Saluda." },
  scope: "users:write",
  limit: "documents",
  params: z.strictObject({ thingId: z.string().regex(/^thg_/) }),
  body: z.strictObject({
    name: z.string().min(1).max(10),
    age: z.number().int().min(0).optional(),
    phone: z
      .string()
      .refine((text) => text.startsWith("+"), "INVALID_PHONE")
      .optional(),
    meta: z.record(z.string(), z.unknown()).optional(),
    pictures: z
      .array(z.strictObject({ side: z.enum(["front", "back"]) }))
      .max(2)
      .optional(),
  }),
  data: z.unknown(),
  status: 201,
  async handle({ body, params, caller, ifMatch }) {
    if (body.name === "boom") throw new Error("secret detail");
    if (body.name === "taken") throw new EnrollError("USER_EXISTS");
    return {
      data: { name: body.name, thing: params.thingId, tenant: caller.tenantId, ifMatch },
      headers: { etag: '"3"' },
    };
  },
});
const app = edgeApp(deps, [greet]);
let token = "";
beforeAll(async () => {
  token = await aToken(deps, { tenantId: await aTenant(deps) });
});
const post = (body: unknown, headers: Record<string, string> = {}) =>
  ask(app, "/v2/enroll/things/thg_1", { method: "POST", token, body, headers });

describe("a mounted endpoint", () => {
  it("answers in the success envelope with its status, its headers and a request id", async () => {
    const answer = await post({ name: "Ana" }, { "if-match": '"7"' });
    expect(answer.status).toBe(201);
    expect(answer.json).toMatchObject({
      success: true,
      message: "Operación completada exitosamente",
      data: { name: "Ana", thing: "thg_1", ifMatch: "7" },
    });
    expect(answer.json.meta.requestId).toMatch(/^req_[\w-]{24}$/);
    expect(answer.headers.get("request-id")).toBe(answer.json.meta.requestId);
    expect(answer.headers.get("etag")).toBe('"3"');
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    expect(answer.headers.get("ratelimit-policy")).toBe('"documents";q=20;w=60');
    expect(answer.headers.get("access-control-allow-origin")).toBeNull();
  });

  it("speaks English when asked, and keeps the code", async () => {
    const spanish = await post({ name: "taken" });
    const english = await post({ name: "taken" }, { "accept-language": "en-US,en;q=0.9,es;q=0.5" });
    expect([spanish.status, english.status]).toEqual([409, 409]);
    expect([spanish.json.code, english.json.code]).toEqual(["USER_EXISTS", "USER_EXISTS"]);
    expect(spanish.json.error).toMatch(/^Ya existe/);
    expect(english.json.error).toMatch(/already exists/);
    expect(english.headers.get("content-language")).toBe("en");
    expect(english.headers.get("vary")).toBe("Accept-Language");
  });

  it.each([
    [{ name: "" }, "name", "TOO_SHORT", "El texto es demasiado corto (mínimo 1)."],
    [{}, "name", "REQUIRED", "Este campo es obligatorio."],
    [{ name: 7 }, "name", "INVALID_TYPE", "El tipo de dato no es el esperado."],
    [{ name: "Ana", admin: true }, "admin", "UNKNOWN_FIELD", "Este campo no existe."],
    [{ name: "Ana", phone: "300" }, "phone", "INVALID_PHONE", /E\.164/],
    [{ name: "Ana", age: -1 }, "age", "TOO_SMALL", /mínimo 0/],
    [{ name: "Ana", pictures: [{ side: "top" }] }, "pictures.0.side", "INVALID_CHOICE", /opciones/],
    [{ name: "Ana", pictures: [{}] }, "pictures.0.side", "REQUIRED", /obligatorio/],
    ['{"name":"a\\ud800"}', "name", "ILL_FORMED_TEXT", /Unicode/],
    ['{"name":"a\\u0000"}', "name", "CONTROL_CHARACTER", /control/],
    ['{"name":"Ana","__proto__":{"x":1}}', "", "UNKNOWN_FIELD", /no existe/],
    ["", "", "EMPTY_BODY", /cuerpo/],
  ])("refuses %j with the field, a code and a message", async (body, field, code, message) => {
    const answer = await post(body);
    expect(answer.status).toBe(422);
    expect(answer.json.code).toBe("VALIDATION_FAILED");
    expect(answer.json.details).toContainEqual({
      field,
      code,
      message: typeof message === "string" ? message : expect.stringMatching(message),
    });
  });

  it("brings text into normal form C before the verb sees it", async () => {
    const answer = await post({ name: "Jose\u0301" });
    expect(answer.json.data.name).toBe("José");
  });

  it.each([
    ['{"name":', {}, 400, "INVALID_JSON"],
    [new Uint8Array([0x22, 0xff, 0x22]), {}, 400, "INVALID_JSON"],
    ["name=Ana", { "content-type": "application/x-www-form-urlencoded" }, 415, "UNSUPPORTED_MEDIA"],
    ['{"name":"Ana"}', { "content-encoding": "gzip" }, 415, "UNSUPPORTED_MEDIA"],
    [{ name: "x".repeat(70_000) }, {}, 413, "PAYLOAD_TOO_LARGE"],
    [`{"meta":${"[".repeat(40)}${"]".repeat(40)}}`, {}, 422, "VALIDATION_FAILED"],
    [`{"meta":${"[".repeat(30_000)}${"]".repeat(30_000)}}`, {}, 422, "VALIDATION_FAILED"],
  ])("turns body %# away at the door", async (body, headers, status, code) => {
    const answer = await post(body, headers as Record<string, string>);
    expect([answer.status, answer.json.code]).toEqual([status, code]);
  });

  it("counts a body without a declared length as it streams in", async () => {
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(32_768).fill(0x20)),
    });
    const response = await app.request("https://enroll.test/v2/enroll/things/thg_1", {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: endless,
    });
    expect(response.status).toBe(413);
  });

  it("keeps what an unforeseen fault says to itself", async () => {
    const answer = await post({ name: "boom" });
    expect([answer.status, answer.json.code]).toEqual([500, "INTERNAL_ERROR"]);
    expect(answer.text).not.toContain("secret detail");
  });

  it("takes a path parameter of the wrong form for an unknown id", async () => {
    const answer = await ask(app, "/v2/enroll/things/evil", { method: "POST", token, body: { name: "Ana" } });
    expect([answer.status, answer.json.code]).toEqual([404, "NOT_FOUND"]);
  });

  it("answers 404 on an unknown path and 405 with Allow on a known one", async () => {
    const unknown = await ask(app, "/v2/enroll/nothing");
    const wrong = await ask(app, "/v2/enroll/things/thg_1", { method: "DELETE" });
    expect([unknown.status, unknown.json.code]).toEqual([404, "NOT_FOUND"]);
    expect([wrong.status, wrong.json.code]).toEqual([405, "METHOD_NOT_ALLOWED"]);
    expect(wrong.headers.get("allow")).toBe("POST");
    expect(unknown.json.meta.requestId).toBe(unknown.headers.get("request-id"));
  });
});
