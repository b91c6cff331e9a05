import { beforeEach, describe, expect, it } from "vitest";
import { canonicalRow, chainHash, genesis } from "../../../src/features/audit/canonical-row.ts";
import { listAudit } from "../../../src/features/audit/list-audit.ts";
import { auditQuery, verifyQuery } from "../../../src/features/audit/schemas.ts";
import { sealAudit } from "../../../src/features/audit/seal-audit.ts";
import { verifyAudit } from "../../../src/features/audit/verify-audit.ts";
import type { Caller } from "../../../src/kernel/caller.ts";
import { auditStatement } from "../../../src/records/audit.ts";
import { aCaller, aTenant, bindings, NOON, testDeps } from "../../support/deps.ts";

const deps = testDeps();
const db = bindings.DB;
let caller: Caller;

async function act(times: number, action = "user.create") {
  for (let at = 0; at < times; at++) {
    const entry = { action, targetType: "user", targetId: `usr_${at}`, details: { b: at, a: "x" } };
    await deps.database.batch([auditStatement(deps.database, caller, entry, NOON + at)]);
  }
}
/** Seals all there is: one run takes 200 tenants, and other test files leave theirs in the same database. */
async function sealAll() {
  while ((await sealAudit(deps)) > 0);
}
const verify = (query: object = {}) => verifyAudit(deps, caller, verifyQuery.parse(query));

/** What only somebody with the database in hand can do: past the triggers. */
async function tamper(table: "audit" | "audit_chain", statement: string) {
  const { results } = await db
    .prepare("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?")
    .bind(table)
    .all<{ name: string; sql: string }>();
  await db.batch([
    ...results.map(({ name }) => db.prepare(`DROP TRIGGER ${name}`)),
    db.prepare(statement).bind(caller.tenantId),
    ...results.map(({ sql }) => db.prepare(sql)),
  ]);
}

beforeEach(async () => {
  caller = aCaller(await aTenant(deps));
});

describe("the chain over the audit", () => {
  it("is what anybody computes from the rows: SHA-256 of the hash before and the canonical row", async () => {
    await act(2);
    await sealAll();
    const { items } = await listAudit(deps, caller, auditQuery.parse({}));
    const row = (seq: number) => ({
      tenantId: caller.tenantId,
      seq,
      at: NOON + seq - 1,
      actor: "cli_test",
      action: "user.create",
      targetType: "user",
      targetId: `usr_${seq - 1}`,
      requestId: caller.requestId,
      details: { a: "x", b: seq - 1 },
    });
    const first = await chainHash(await genesis(caller.tenantId), row(1));
    expect(items.map(({ seq, hash }) => [seq, hash])).toEqual([
      [2, await chainHash(first, row(2))],
      [1, first],
    ]);
    expect(canonicalRow(row(1))).toBe(
      `["${caller.tenantId}",1,${NOON},"cli_test","user.create","user","usr_0","${caller.requestId}",[["a","x"],["b",0]]]`,
    );
  });

  it("holds for an untouched audit, and says what is not sealed yet", async () => {
    await act(3);
    expect(await verify()).toMatchObject({ verified: true, rows: 3, sealed: 0, unsealed: 3, head: null });
    await sealAll();
    await act(2);
    expect(await verify()).toMatchObject({
      verified: true,
      rows: 5,
      sealed: 3,
      unsealed: 2,
      firstBroken: null,
    });
    await Promise.all([sealAll(), sealAll()]);
    expect(await verify()).toMatchObject({ verified: true, rows: 5, sealed: 5, unsealed: 0 });
  });

  it.each([
    ["a row that was changed", "audit", "UPDATE audit SET actor = 'nobody' WHERE seq = 3 AND tenant_id = ?"],
    [
      "details that were changed",
      "audit",
      `UPDATE audit SET details = '{"a":"x","b":9}' WHERE seq = 3 AND tenant_id = ?`,
    ],
    ["a row that was taken away", "audit", "DELETE FROM audit WHERE seq = 3 AND tenant_id = ?"],
    ["a link that was taken away", "audit_chain", "DELETE FROM audit_chain WHERE seq = 3 AND tenant_id = ?"],
    [
      "a link that was changed",
      "audit_chain",
      "UPDATE audit_chain SET hash = lower(hex(randomblob(32))) WHERE seq = 3 AND tenant_id = ?",
    ],
  ] as const)("breaks at %s", async (_, table, statement) => {
    await act(5);
    await sealAll();
    await tamper(table, statement);
    expect(await verify()).toMatchObject({ verified: false, firstBroken: 3, sealed: 5 });
  });

  it("cannot be written to past its triggers", async () => {
    await act(1);
    await sealAll();
    for (const statement of [
      "UPDATE audit_chain SET hash = ''",
      "DELETE FROM audit_chain",
      "DELETE FROM audit",
    ]) {
      await expect(db.prepare(statement).run(), statement).rejects.toThrow(/append-only/);
    }
  });

  it("is verified in parts, each from the link before it", async () => {
    await act(5);
    await sealAll();
    const first = await verify({ limit: 3 });
    expect(first).toMatchObject({ verified: true, nextFrom: 4 });
    expect(await verify({ from: first.nextFrom })).toMatchObject({ verified: true, nextFrom: null });
    await tamper("audit", "UPDATE audit SET at = 0 WHERE seq = 2 AND tenant_id = ?");
    expect(await verify({ from: 4 })).toMatchObject({ verified: true });
    expect(await verify()).toMatchObject({ verified: false, firstBroken: 2 });
    await expect(verify({ from: 7 })).rejects.toMatchObject({ code: "VALIDATION_FAILED" });
  });

  it("seals across pages", async () => {
    const entry = { action: "x.y", targetType: "user", targetId: "u" };
    const one = () => auditStatement(deps.database, caller, entry, NOON);
    await deps.database.batch([one(), ...Array.from({ length: 620 }, one)]);
    await sealAll();
    expect(await verify()).toMatchObject({ verified: true, sealed: 621, unsealed: 0 });
  });
});

describe("the list of the audit", () => {
  it("pages newest first, filters, and shows a tenant its own rows alone", async () => {
    await act(3);
    await act(1, "user.cancel");
    const page = await listAudit(deps, caller, auditQuery.parse({ limit: 3 }));
    expect(page.items.map(({ seq }) => seq)).toEqual([4, 3, 2]);
    const rest = await listAudit(deps, caller, auditQuery.parse({ limit: 3, cursor: page.nextCursor }));
    expect([rest.items.map(({ seq }) => seq), rest.nextCursor]).toEqual([[1], null]);
    const canceled = await listAudit(deps, caller, auditQuery.parse({ action: "user.cancel" }));
    expect(canceled.items.map(({ seq }) => seq)).toEqual([4]);
    const of = await listAudit(deps, caller, auditQuery.parse({ targetType: "user", targetId: "usr_1" }));
    expect(of.items.map(({ seq }) => seq)).toEqual([2]);
    const later = await listAudit(deps, caller, auditQuery.parse({ after: new Date(NOON).toISOString() }));
    expect(later.items.map(({ seq }) => seq)).toEqual([3, 2]);
    const stranger = aCaller(await aTenant(deps));
    expect((await listAudit(deps, stranger, auditQuery.parse({}))).items).toEqual([]);
    await expect(listAudit(deps, caller, auditQuery.parse({ cursor: "x" }))).rejects.toMatchObject({
      code: "VALIDATION_FAILED",
    });
  });

  it("needs its scope", async () => {
    const poor = { ...caller, scopes: ["users:read" as const] };
    await expect(listAudit(deps, poor, auditQuery.parse({}))).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(verifyAudit(deps, poor, verifyQuery.parse({}))).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});
