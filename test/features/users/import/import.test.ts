import { and, asc, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { cancelImport } from "../../../../src/features/users/import/cancel-import.ts";
import { CHUNK_ROWS } from "../../../../src/features/users/import/chunk-store.ts";
import type { ImportDeps, ImportMessage } from "../../../../src/features/users/import/deps.ts";
import { LEASE_MS } from "../../../../src/features/users/import/import-store.ts";
import { readImport, readImportErrors } from "../../../../src/features/users/import/read-import.ts";
import { receiveImport } from "../../../../src/features/users/import/receive.ts";
import { runImport } from "../../../../src/features/users/import/run-import.ts";
import { importQuery } from "../../../../src/features/users/import/schemas.ts";
import { sweepImports } from "../../../../src/features/users/import/sweep-imports.ts";
import { readUser } from "../../../../src/features/users/read.ts";
import type { Caller } from "../../../../src/kernel/caller.ts";
import { imports } from "../../../../src/storage/tables/imports.ts";
import { audit, events } from "../../../../src/storage/tables/records.ts";
import { users } from "../../../../src/storage/tables/users.ts";
import { deliveries, webhookEndpoints } from "../../../../src/storage/tables/webhooks.ts";
import { aCaller, aTenant, bindings, NOON, testDeps } from "../../../support/deps.ts";
import { aUser } from "../../../support/users.ts";

const real = testDeps();
const requested: ImportMessage[] = [];
const deps = { ...real, requestImport: (message: ImportMessage) => void requested.push(message) };

let caller: Caller;
beforeAll(async () => {
  caller = aCaller(await aTenant(deps));
});

const aFreshCaller = async () => aCaller(await aTenant(deps));

function fileOf(content: string | Uint8Array, contentType: string) {
  async function* bytes() {
    const all = typeof content === "string" ? new TextEncoder().encode(content) : content;
    for (let at = 0; at < all.length; at += 1000) yield all.subarray(at, at + 1000);
  }
  return { contentType, bytes: bytes() };
}

const send = (by: Caller, content: string | Uint8Array, query: object = {}, contentType = "text/csv") =>
  receiveImport(deps, by, fileOf(content, contentType), importQuery.parse(query));

async function run(by: Caller, importId: string, with_: ImportDeps = deps) {
  while (await runImport(with_, { tenantId: by.tenantId, importId })) {
    const { status } = await readImport(deps, by, importId);
    if (status !== "queued" && status !== "running") break;
  }
  return readImport(deps, by, importId);
}

const usersOf = (tenantId: string) =>
  deps.database.select().from(users).where(eq(users.tenantId, tenantId)).orderBy(asc(users.externalId));
const csvOf = (count: number, from = 0) =>
  `externalId,givenNames\n${Array.from({ length: count }, (_, at) => `crm-${from + at},Ana`).join("\n")}`;

describe("an import", () => {
  it("creates each person as POST /users/create would, with rows, audit and event", async () => {
    const by = await aFreshCaller();
    const header =
      "\ufeffexternalId;givenNames;FamilyName;dateOfBirth;nationality;email;phone;identifierType;identifierCountry;identifierNumber;locale;metadata.plan;consentScope;consentVersion;consentAcceptedAt";
    const row =
      'crm-1;Ana;"Ruiz; Muñoz";1990-01-15;CO;Ana@example.com;+573001234567;CC;CO;1.020.304.050;es-CO;gold;biometric;2026-01;2026-01-15T12:00:00Z';
    const received = await send(by, `${header}\r\n${row}\r\n`);
    expect(received).toMatchObject({
      status: "queued",
      rows: { total: 1, read: 0 },
      assurance: { notPerformed: ["connector_lookup"] },
    });
    const done = await run(by, received.id);
    expect(done).toMatchObject({
      status: "completed",
      percent: 100,
      rows: { read: 1, created: 1, failed: 0 },
    });

    const [imported] = await usersOf(by.tenantId);
    const twin = await aUser(deps, by, {
      externalId: "crm-2",
      person: {
        givenNames: "Ana",
        familyName: "Ruiz; Muñoz",
        dateOfBirth: "1990-01-15",
        nationality: "CO",
      },
      email: "Ana@example.com",
      phone: "+573001234567",
      identifiers: [{ type: "CC", country: "CO", number: "1.020.304.050" }],
      locale: "es-CO",
      metadata: { plan: "gold" },
    });
    const { id: _id, externalId: _own, ...one } = await readUser(deps, by, imported?.id ?? "");
    const { id: _other, externalId: _twin, ...two } = await readUser(deps, by, twin);
    expect(one).toEqual(two);
    const entries = await deps.database
      .select()
      .from(audit)
      .where(eq(audit.tenantId, by.tenantId))
      .orderBy(audit.seq);
    expect(entries.map(({ seq, action, actor }) => [seq, action, actor])).toEqual([
      [1, "import.create", by.subject],
      [2, "user.create", by.subject],
      [3, "user.create", by.subject],
    ]);
    expect(entries[1]).toMatchObject({ targetId: imported?.id, requestId: by.requestId });
    const told = await deps.database.select().from(events).where(eq(events.tenantId, by.tenantId));
    const [ofImport, ofTwin] = ["crm-1", "crm-2"].map((id) =>
      told.find(({ data }) => (data as { object: { externalId: string } }).object.externalId === id),
    );
    expect(ofImport).toMatchObject({ type: "user.created", sequence: 1, userId: imported?.id });
    expect(Object.keys(ofImport?.data.object as object)).toEqual(Object.keys(ofTwin?.data.object as object));
  });

  it("takes NDJSON, with all that a body of POST /users/create may hold", async () => {
    const by = await aFreshCaller();
    const lines = [
      { externalId: "n-1", person: { givenNames: "Ana" }, address: { city: "Bogotá", country: "CO" } },
      { externalId: "n-2", identifiers: [{ type: "PASSPORT", country: "CO", number: "AB123456" }] },
    ].map((line) => JSON.stringify(line));
    const { id } = await send(by, `${lines.join("\n\n")}\nnot json\n[]\n`, {}, "application/x-ndjson");
    expect(await run(by, id)).toMatchObject({ rows: { total: 4, read: 4, created: 2, failed: 2 } });
    const { items } = await readImportErrors(deps, by, { importId: id, limit: 10 });
    expect(items.map(({ row, code }) => [row, code])).toEqual([
      [4, "NOT_JSON"],
      [5, "INVALID_TYPE"],
    ]);
  });

  it("names what is wrong with each row, by its columns, in the caller's language, page by page", async () => {
    const by = await aFreshCaller();
    const rows = [
      "externalId,givenNames,dateOfBirth,nationality,identifierType,identifierCountry,identifierNumber,email,metadata.a",
      "b-1,Ana,1990-02-30,XX,,,,nobody,", // three findings
      "b-2,Ana,2990-01-01,CO,,,,,",
      "b-3,Ana,,,RUT,CL,12345678-0,,", // a check digit that cannot be
      `b-4,${"x".repeat(121)},,,,,,,`,
      "b-5,Ana",
      'b-6,Ana "Nita",,,,,,,',
      "b-7,Ana,,,CC,,123,,",
      "b-8,Ana,,,,,,,ok",
    ];
    const { id } = await send(by, rows.join("\n"));
    expect(await run(by, id)).toMatchObject({ rows: { read: 8, created: 1, failed: 7 } });
    const all: unknown[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof readImportErrors>> = await readImportErrors(deps, by, {
        importId: id,
        limit: 3,
        cursor: cursor ?? undefined,
      });
      all.push(...page.items.map(({ row, field, code }) => [row, field, code]));
      cursor = page.nextCursor;
    } while (cursor);
    expect(all).toEqual([
      [2, "dateOfBirth", "INVALID_DATE"],
      [2, "nationality", "INVALID_COUNTRY"],
      [2, "email", "INVALID_EMAIL"],
      [3, "dateOfBirth", "DATE_IN_FUTURE"],
      [4, "identifierNumber", "NUMBER_FORMAT_INVALID"],
      [5, "givenNames", "TOO_LONG"],
      [6, "", "COLUMN_COUNT"],
      [7, "", "STRAY_QUOTE"],
      [8, "identifierCountry", "REQUIRED"],
    ]);
    const [, , , , , inSpanish] = (await readImportErrors(deps, by, { importId: id, limit: 9 })).items;
    const [, , , , , inEnglish] = (
      await readImportErrors(deps, { ...by, locale: "en" }, { importId: id, limit: 9 })
    ).items;
    expect([inSpanish?.message, inEnglish?.message]).toEqual([
      "El texto es demasiado largo (máximo 120).",
      "The text is too long (at most 120).",
    ]);
  });

  it.each(["skip", "error"] as const)(
    "reports external ids that are taken, in the file or before it: %s",
    async (onDuplicate) => {
      const by = await aFreshCaller();
      const taken = await aUser(deps, by, { externalId: "crm-1" });
      const { id } = await send(by, "externalId\ncrm-0\ncrm-1\ncrm-0\n", { onDuplicate });
      const { rows } = await run(by, id);
      expect(rows).toMatchObject(
        onDuplicate === "skip"
          ? { created: 1, skipped: 2, failed: 0 }
          : { created: 1, skipped: 0, failed: 2 },
      );
      const [first] = await usersOf(by.tenantId);
      const { items } = await readImportErrors(deps, by, { importId: id, limit: 10 });
      expect(items.map(({ row, outcome, code, userId }) => [row, outcome, code, userId])).toEqual([
        [3, onDuplicate === "skip" ? "skipped" : "failed", "EXTERNAL_ID_TAKEN", taken],
        [4, onDuplicate === "skip" ? "skipped" : "failed", "EXTERNAL_ID_TAKEN", first?.id],
      ]);
    },
  );

  it("numbers the audit without a gap and delivers each event once to each endpoint that listens", async () => {
    const by = await aFreshCaller();
    const endpoint = (id: string, eventTypes: string[], status: "enabled" | "disabled") => ({
      ...{ tenantId: by.tenantId, id, url: "https://example.com", description: "", eventTypes, status },
      ...{ signing: "v1" as const, secrets: "", version: 1, createdAt: NOON, updatedAt: NOON },
    });
    await deps.database
      .insert(webhookEndpoints)
      .values([
        endpoint("whe_all", ["*"], "enabled"),
        endpoint("whe_created", ["user.created"], "enabled"),
        endpoint("whe_other", ["user.approved"], "enabled"),
        endpoint("whe_off", ["*"], "disabled"),
      ]);
    const loud = await send(by, csvOf(CHUNK_ROWS + 10));
    expect(await run(by, loud.id)).toMatchObject({ rows: { created: CHUNK_ROWS + 10 } });
    const countBy = async () => {
      const sent = await deps.database.select().from(deliveries).where(eq(deliveries.tenantId, by.tenantId));
      return Object.fromEntries(
        [...Map.groupBy(sent, ({ endpointId }) => endpointId)].map(([id, list]) => [id, list.length]),
      );
    };
    expect(await countBy()).toEqual({ whe_all: CHUNK_ROWS + 10, whe_created: CHUNK_ROWS + 10 });
    const quiet = await send(by, csvOf(5, 10_000), { events: "false" });
    await run(by, quiet.id);
    expect(await countBy()).toEqual({ whe_all: CHUNK_ROWS + 10, whe_created: CHUNK_ROWS + 10 });
    expect(await deps.database.$count(events, eq(events.tenantId, by.tenantId))).toBe(CHUNK_ROWS + 15);
    const seqs = await deps.database
      .select({ seq: audit.seq })
      .from(audit)
      .where(eq(audit.tenantId, by.tenantId))
      .orderBy(audit.seq);
    expect(seqs.map(({ seq }) => seq)).toEqual(seqs.map((_, at) => at + 1));
  });

  it("tells how many carry an identifier that another user has", async () => {
    const by = await aFreshCaller();
    const row = (id: string, number: string) => `${id},PASSPORT,CO,${number}`;
    const { id } = await send(
      by,
      [
        "externalId,identifierType,identifierCountry,identifierNumber",
        row("a", "AA1"),
        row("b", "AA2"),
        row("c", "AA1"),
      ].join("\n"),
    );
    expect((await run(by, id)).rows).toMatchObject({ created: 3, matched: 1 });
  });
});

describe("a file that cannot be read as a whole", () => {
  const utf16 = (text: string) =>
    new Uint8Array([
      0xff,
      0xfe,
      ...[...text].flatMap((letter) => [letter.charCodeAt(0) & 255, letter.charCodeAt(0) >> 8]),
    ]);
  const latin1 = new Uint8Array(
    [...("givenNames\nMu" as string)].map((l) => l.charCodeAt(0)).concat([0xf1, 0x6f, 0x7a]),
  );
  it.each<[string, string | Uint8Array, string, string, string]>([
    ["an unknown column", "externalId,birthday\n1,2", "text/csv", "birthday", "UNKNOWN_FIELD"],
    ["a column named twice", "email,Email\n1,2", "text/csv", "Email", "DUPLICATE"],
    ["Latin-1", latin1, "text/csv", "", "ENCODING_NOT_UTF8"],
    ["UTF-16", utf16("externalId\n1"), "text/csv", "", "ENCODING_NOT_UTF8"],
    ["UTF-16 without a mark", utf16("externalId\n1").subarray(2), "text/csv", "", "ENCODING_NOT_UTF8"],
    [
      "another charset",
      "externalId\n1",
      "text/csv; charset=windows-1252",
      "Content-Type",
      "ENCODING_NOT_UTF8",
    ],
    ["an open quote", 'externalId\n"1\n2', "text/csv", "rows.2", "UNCLOSED_QUOTE"],
    ["a header alone", "externalId\n", "text/csv", "", "NO_ROWS"],
    ["nothing", "", "application/x-ndjson", "", "NO_ROWS"],
  ])("is refused with nothing kept: %s", async (_what, content, contentType, field, code) => {
    const by = await aFreshCaller();
    await expect(send(by, content, {}, contentType)).rejects.toMatchObject({
      code: "VALIDATION_FAILED",
      details: [{ field, code }],
    });
    expect(await deps.database.$count(imports, eq(imports.tenantId, by.tenantId))).toBe(0);
    expect((await bindings.IMAGES.list({ prefix: by.tenantId })).objects).toEqual([]);
  });

  it("is refused by its type, and for an unknown policy", async () => {
    await expect(send(caller, "x", {}, "application/vnd.ms-excel")).rejects.toMatchObject({
      code: "UNSUPPORTED_MEDIA",
    });
    await expect(send(caller, "externalId\n1", { policyId: "pol_no" })).rejects.toMatchObject({
      details: [{ field: "policyId", code: "INVALID_CHOICE" }],
    });
  });
});

describe("a run that is killed", () => {
  /** Lets a number of batches through and then fails, before or after the database took it. */
  function breaking(after: number, when: "before" | "after"): ImportDeps {
    let left = after;
    const database = new Proxy(deps.database, {
      get(target, name) {
        if (name !== "batch") return Reflect.get(target, name, target);
        return async (statements: never) => {
          const isWrite = (statements as unknown[]).length > 2;
          if (isWrite && left-- === 0) {
            if (when === "after") await target.batch(statements);
            throw new Error("killed");
          }
          return target.batch(statements);
        };
      },
    });
    return { ...deps, database };
  }

  it.each([
    [0, "before"],
    [1, "before"],
    [0, "after"],
    [1, "after"],
    [2, "after"],
  ] as const)("goes on where it stood: batch %d, %s it was written", async (after, when) => {
    const by = await aFreshCaller();
    const count = 2 * CHUNK_ROWS + 7;
    const { id } = await send(by, csvOf(count));
    const message = { tenantId: by.tenantId, importId: id };
    await expect(runImport(breaking(after, when), message)).rejects.toThrow();
    expect(await run(by, id)).toMatchObject({
      status: "completed",
      rows: { total: count, read: count, created: count, failed: 0 },
    });
    expect(await deps.database.$count(users, eq(users.tenantId, by.tenantId))).toBe(count);
    expect(await deps.database.$count(events, eq(events.tenantId, by.tenantId))).toBe(count);
  });

  it("is found by the cron once its lease is over, and no other run is let in before", async () => {
    const by = await aFreshCaller();
    const { id } = await send(by, csvOf(3));
    const message = { tenantId: by.tenantId, importId: id };
    // A kill leaves the lease as the claim set it.
    await deps.database
      .update(imports)
      .set({ state: "running", leaseUntil: deps.clock() + LEASE_MS })
      .where(and(eq(imports.tenantId, by.tenantId), eq(imports.id, id)));
    expect(await runImport(deps, message)).toBe(false);
    deps.clock.advance(LEASE_MS);
    requested.length = 0;
    await sweepImports(deps);
    expect(requested).toContainEqual(message);
    expect((await run(by, id)).rows.created).toBe(3);
  });

  it("creates nobody twice when five run at once", async () => {
    const by = await aFreshCaller();
    const { id } = await send(by, csvOf(CHUNK_ROWS + 1));
    await Promise.all(
      Array.from({ length: 5 }, () => runImport(deps, { tenantId: by.tenantId, importId: id })),
    );
    expect((await run(by, id)).rows.created).toBe(CHUNK_ROWS + 1);
    expect(await deps.database.$count(users, eq(users.tenantId, by.tenantId))).toBe(CHUNK_ROWS + 1);
  });

  it("leaves nothing of a file that never came whole, an hour later", async () => {
    const by = await aFreshCaller();
    const { id } = await send(by, csvOf(3));
    await deps.database.update(imports).set({ state: "receiving" }).where(eq(imports.id, id));
    await expect(readImport(deps, by, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await sweepImports(deps);
    expect(await deps.database.$count(imports, eq(imports.id, id))).toBe(1);
    deps.clock.advance(3_600_001);
    await sweepImports(deps);
    expect(await deps.database.$count(imports, eq(imports.id, id))).toBe(0);
    expect((await bindings.IMAGES.list({ prefix: by.tenantId })).objects).toEqual([]);
  });
});

describe("the end of an import", () => {
  it("destroys the rows that were received, with their key", async () => {
    const by = await aFreshCaller();
    const { id } = await send(by, csvOf(3));
    const kept = (await bindings.IMAGES.list({ prefix: by.tenantId })).objects;
    expect(kept).toHaveLength(1);
    const sealed = await (await bindings.IMAGES.get(kept[0]?.key ?? ""))?.text();
    expect(sealed).not.toContain("crm-1");
    await run(by, id);
    expect((await bindings.IMAGES.list({ prefix: by.tenantId })).objects).toEqual([]);
    expect(await deps.vault.subjectKey(by.tenantId, id)).toBeNull();
  });

  it("can be a cancellation, after which no more users come", async () => {
    const by = await aFreshCaller();
    const { id } = await send(by, csvOf(2 * CHUNK_ROWS));
    const slow: ImportDeps = {
      ...deps,
      blobs: {
        ...deps.blobs,
        async get(at, key) {
          if (at.name.endsWith("1")) await cancelImport(deps, by, id);
          return deps.blobs.get(at, key);
        },
      },
    };
    await runImport(slow, { tenantId: by.tenantId, importId: id }).catch(() => undefined);
    const { status, rows } = await readImport(deps, by, id);
    expect(status).toBe("canceled");
    expect(await deps.database.$count(users, eq(users.tenantId, by.tenantId))).toBe(rows.created);
    expect(rows.created).toBeLessThan(2 * CHUNK_ROWS);
    expect(await runImport(deps, { tenantId: by.tenantId, importId: id })).toBe(false);
    await expect(cancelImport(deps, by, id)).rejects.toMatchObject({ code: "INVALID_TRANSITION" });
    expect((await bindings.IMAGES.list({ prefix: by.tenantId })).objects).toEqual([]);
  });

  it("belongs to its tenant alone", async () => {
    const { id } = await send(caller, csvOf(1));
    const stranger = await aFreshCaller();
    for (const act of [
      readImport(deps, stranger, id),
      readImportErrors(deps, stranger, { importId: id, limit: 1 }),
      cancelImport(deps, stranger, id),
    ]) {
      await expect(act).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
  });
});
