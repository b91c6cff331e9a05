import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { consumeImports } from "../../../../src/features/users/import/consume-imports.ts";
import { imports } from "../../../../src/storage/tables/imports.ts";
import { aTenant, testClock } from "../../../support/deps.ts";
import { ask, aToken } from "../../../support/edge.ts";
import { wholeProduct } from "../../../support/whole-product.ts";

const { real, app } = wholeProduct();
const deps = { ...real.imports, hintOutbox() {}, requestImport() {} };

let tenantId: string;
let token: string;
beforeAll(async () => {
  const tools = { ...real.records, settings: real.settings, clock: testClock(Date.now()) };
  tenantId = await aTenant(tools);
  token = await aToken(tools, { tenantId });
});

const PATH = "/v2/enroll/users/imports";
const post = (body: string, query = "", headers: Record<string, string> = {}) =>
  ask(app, `${PATH}${query}`, {
    method: "POST",
    token,
    body,
    headers: { "content-type": "text/csv", ...headers },
  });
const get = async (path: string, language = "en") =>
  (await ask(app, `${PATH}${path}`, { token, headers: { "accept-language": language } })).json.data;

/** Hands the import to its queue's consumer, and answers what became of the message. */
async function consume(body: unknown): Promise<string> {
  let became = "";
  const message = { body, ack: () => (became = "acked"), retry: () => (became = "retried") };
  await consumeImports(deps, { messages: [message as unknown as Message<unknown>] });
  return became;
}

describe("importing over HTTP", () => {
  it("answers 202, works through the queue, and shows progress, errors and users", async () => {
    const answer = await post(
      "externalId;givenNames;dateOfBirth\r\nh-1;Ana;1990-01-15\r\nh-2;Eva;1990-02-30\r\nh-1;Ana;1990-01-15\r\n",
      "?onDuplicate=skip&events=false",
    );
    expect([answer.status, answer.json.data]).toMatchObject([
      202,
      { status: "queued", events: false, percent: 0 },
    ]);
    const { id } = answer.json.data;
    expect(await consume({ tenantId, importId: id })).toBe("acked");
    expect(await get(`/${id}`)).toMatchObject({
      status: "completed",
      percent: 100,
      rows: { total: 3, read: 3, created: 1, failed: 1, skipped: 1 },
    });
    const english = await get(`/${id}/errors`);
    expect(english.items).toMatchObject([
      { row: 3, outcome: "failed", field: "dateOfBirth", code: "INVALID_DATE" },
      { row: 4, outcome: "skipped", field: "externalId", code: "EXTERNAL_ID_TAKEN" },
    ]);
    const spanish = await get(`/${id}/errors`, "es");
    expect([english.items[1].message, spanish.items[1].message]).toEqual([
      "A user with that external id already exists.",
      "Ya existe un usuario con ese identificador externo.",
    ]);
    expect((await get("")).items.map((one: { id: string }) => one.id)).toContain(id);
    const found = await ask(app, "/v2/enroll/users?externalId=h-1", { token });
    expect(found.json.data.items).toHaveLength(1);
  });

  it("names an unknown column at once, in the caller's language", async () => {
    const answer = await post("externalId,cumpleaños\n1,2");
    expect([answer.status, answer.json.code]).toEqual([422, "VALIDATION_FAILED"]);
    expect(answer.json.details).toEqual([
      { field: "cumpleaños", code: "UNKNOWN_FIELD", message: "Este campo no existe." },
    ]);
  });

  it("refuses what is no such file, what is compressed, and what is no option", async () => {
    expect((await post("{}", "", { "content-type": "application/json" })).json.code).toBe(
      "UNSUPPORTED_MEDIA",
    );
    expect((await post("x", "", { "content-encoding": "gzip" })).json.code).toBe("UNSUPPORTED_MEDIA");
    expect((await post("externalId\n1", "?onDuplicate=merge")).json.details).toMatchObject([
      { field: "onDuplicate", code: "INVALID_CHOICE" },
    ]);
  });

  it("receives a file once under an Idempotency-Key", async () => {
    const key = { "idempotency-key": crypto.randomUUID() };
    const [first, second] = [await post("externalId\ni-1", "", key), await post("externalId\ni-1", "", key)];
    expect(second.headers.get("idempotency-replayed")).toBe("true");
    expect(second.json.data).toEqual(first.json.data);
    const other = await post("externalId\ni-1", "?events=false", key);
    expect(other.json.code).toBe("IDEMPOTENCY_KEY_REUSED");
    expect(await deps.database.$count(imports, eq(imports.id, first.json.data.id))).toBe(1);
  });

  it("can be canceled, once", async () => {
    const { id } = (await post("externalId\nc-1")).json.data;
    const cancel = () => ask(app, `${PATH}/${id}/cancel`, { method: "POST", token });
    expect((await cancel()).json.data).toMatchObject({ status: "canceled", rows: { created: 0 } });
    expect((await cancel()).json.code).toBe("INVALID_TRANSITION");
    expect(await consume({ tenantId, importId: id })).toBe("acked");
    expect((await get(`/${id}`)).rows.created).toBe(0);
  });

  it("acks a message that makes no sense, and has one repeated whose chunk cannot be read, until it gives up", async () => {
    expect(await consume({ nonsense: true })).toBe("acked");
    const { id } = (await post("externalId\nf-1")).json.data;
    await deps.blobs.deleteSubject(tenantId, id);
    for (let round = 0; round < 9; round++) {
      expect(await consume({ tenantId, importId: id })).toBe("retried");
    }
    expect(await get(`/${id}`)).toMatchObject({ status: "running" });
    await consume({ tenantId, importId: id });
    expect(await get(`/${id}`)).toMatchObject({ status: "failed", rows: { created: 0 } });
  });
});
