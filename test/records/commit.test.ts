import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { type Change, commit, commitWithRetry, unlessStale } from "../../src/records/commit.ts";
import { openJson } from "../../src/storage/cipher.ts";
import { audit, events } from "../../src/storage/tables/records.ts";
import { idempotency } from "../../src/storage/tables/tenants.ts";
import { users } from "../../src/storage/tables/users.ts";
import { deliveries, webhookEndpoints } from "../../src/storage/tables/webhooks.ts";
import { aCaller, aTenant, type TestDeps, testDeps } from "../support/deps.ts";

const aChange = (over: Partial<Change> = {}): Change => ({
  statements: [],
  audit: [{ action: "user.create", targetType: "user", targetId: "usr_1" }],
  events: [{ type: "user.created", userId: "usr_1", object: { id: "usr_1", status: "created" } }],
  answer: { status: 201, data: { id: "usr_1" } },
  ...over,
});

const aUser = (deps: TestDeps, tenantId: string, id: string) =>
  deps.database.insert(users).values({
    tenantId,
    id,
    status: "created",
    version: 1,
    policyId: "pol_default",
    policyVersion: 1,
    locale: "es",
    profile: "",
    createdAt: 0,
    updatedAt: 0,
    expiresAt: Date.UTC(2100, 0), // far off, as the schedule of another file must not end it
  });

const auditOf = (deps: TestDeps, tenantId: string) =>
  deps.database.select().from(audit).where(eq(audit.tenantId, tenantId)).orderBy(audit.seq);
const eventsOf = (deps: TestDeps, tenantId: string) =>
  deps.database.select().from(events).where(eq(events.tenantId, tenantId)).orderBy(events.sequence);

describe("one change", () => {
  it("leaves its rows, its audit entry and its event together, and hints at the outbox once", async () => {
    const deps = testDeps();
    const tenantId = await aTenant(deps);
    await commit(deps, aCaller(tenantId), aChange({ statements: [aUser(deps, tenantId, "usr_1")] }));
    expect(await deps.database.select().from(users).where(eq(users.tenantId, tenantId))).toHaveLength(1);
    expect(await auditOf(deps, tenantId)).toMatchObject([
      { seq: 1, action: "user.create", actor: "cli_test" },
    ]);
    expect(await eventsOf(deps, tenantId)).toMatchObject([{ sequence: 1, type: "user.created" }]);
    expect(deps.hints()).toBe(1);
  });

  it("leaves nothing at all when one of its statements fails", async () => {
    const deps = testDeps();
    const tenantId = await aTenant(deps);
    const twice = [aUser(deps, tenantId, "usr_1"), aUser(deps, tenantId, "usr_1")];
    await expect(commit(deps, aCaller(tenantId), aChange({ statements: twice }))).rejects.toThrow();
    expect(await auditOf(deps, tenantId)).toEqual([]);
    expect(await eventsOf(deps, tenantId)).toEqual([]);
    expect(deps.hints()).toBe(0);
  });

  it("numbers audit rows a tenant and events a user without gaps under 50 concurrent writes", async () => {
    const deps = testDeps();
    const [tenantId, other] = [await aTenant(deps), await aTenant(deps)];
    const writes = Array.from({ length: 50 }, (_, n) =>
      commit(
        deps,
        aCaller(n % 5 === 0 ? other : tenantId),
        aChange({ events: [{ type: "user.updated", userId: `usr_${n % 2}`, object: {} }] }),
      ),
    );
    await Promise.all(writes);
    expect((await auditOf(deps, tenantId)).map((row) => row.seq)).toEqual(
      Array.from({ length: 40 }, (_, n) => n + 1),
    );
    const sequences = (await eventsOf(deps, tenantId))
      .filter((e) => e.userId === "usr_1")
      .map((e) => e.sequence);
    expect(sequences).toEqual(sequences.map((_, n) => n + 1));
  });

  it("makes one delivery for each enabled endpoint of the tenant that listens to the type", async () => {
    const deps = testDeps();
    const [tenantId, other] = [await aTenant(deps), await aTenant(deps)];
    const endpoint = (id: string, over: Partial<typeof webhookEndpoints.$inferInsert> = {}) => ({
      tenantId,
      id,
      url: "https://example.com/",
      description: "",
      eventTypes: ["*"],
      status: "enabled" as const,
      signing: "v1" as const,
      secrets: "",
      version: 1,
      createdAt: 0,
      updatedAt: 0,
      ...over,
    });
    await deps.database
      .insert(webhookEndpoints)
      .values([
        endpoint("whe_all"),
        endpoint("whe_users", { eventTypes: ["user.created", "user.updated"] }),
        endpoint("whe_documents", { eventTypes: ["document.scanned"] }),
        endpoint("whe_off", { status: "disabled" }),
        endpoint("whe_foreign", { tenantId: other }),
      ]);
    await commit(deps, aCaller(tenantId), aChange());
    const made = await deps.database.select().from(deliveries).where(eq(deliveries.tenantId, tenantId));
    expect(made.map((row) => row.endpointId).sort()).toEqual(["whe_all", "whe_users"]);
    expect(made.every((row) => row.state === "pending" && row.nextAt === deps.clock())).toBe(true);
  });
});

describe("a guarded change", () => {
  const move = (deps: TestDeps, tenantId: string, from: number, extra = "usr_1") =>
    deps.database
      .update(users)
      .set({ status: unlessStale("version", from, "in_progress"), version: from + 1 })
      .where(and(eq(users.tenantId, tenantId), eq(users.id, extra)));

  it("is refused whole with CONFLICT when the version has moved on", async () => {
    const deps = testDeps();
    const tenantId = await aTenant(deps);
    await deps.database.batch([aUser(deps, tenantId, "usr_1")]);
    await commit(deps, aCaller(tenantId), aChange({ statements: [move(deps, tenantId, 1)] }));
    const late = commit(deps, aCaller(tenantId), aChange({ statements: [move(deps, tenantId, 1)] }));
    await expect(late).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await auditOf(deps, tenantId)).toHaveLength(1);
  });

  it("is planned anew after a conflict", async () => {
    const deps = testDeps();
    const tenantId = await aTenant(deps);
    await deps.database.batch([aUser(deps, tenantId, "usr_1")]);
    const bump = () =>
      commitWithRetry(deps, aCaller(tenantId), async () => {
        const [row] = await deps.database.select().from(users).where(eq(users.tenantId, tenantId));
        return { change: aChange({ statements: [move(deps, tenantId, row?.version ?? 0)] }), result: null };
      });
    await Promise.all([bump(), bump(), bump()]);
    const [row] = await deps.database.select().from(users).where(eq(users.tenantId, tenantId));
    expect(row?.version).toBe(4);
    expect(await auditOf(deps, tenantId)).toHaveLength(3);
  });
});

describe("the answer for a repeat", () => {
  const claim = { method: "POST", route: "/users/create", key: "k-1", fence: "f-1" };
  const claimed = (deps: TestDeps, tenantId: string, fence: string) =>
    deps.database.insert(idempotency).values({
      tenantId,
      subject: "cli_test",
      ...claim,
      fence,
      fingerprint: "",
      state: "running",
      leaseUntil: 0,
      requestId: "req_1",
      createdAt: 0,
    });

  it("is stored sealed in the same batch", async () => {
    const deps = testDeps();
    const tenantId = await aTenant(deps);
    await claimed(deps, tenantId, "f-1");
    await commit(deps, aCaller(tenantId, { idempotency: claim }), aChange());
    const [row] = await deps.database.select().from(idempotency).where(eq(idempotency.tenantId, tenantId));
    expect(row).toMatchObject({ state: "done", status: 201 });
    expect(row?.answer).not.toContain("usr_1");
    const place = { tenantId, subjectId: "cli_test", place: "idempotency.answer" };
    expect(await openJson(await deps.vault.tenantKey(tenantId), place, row?.answer ?? "")).toEqual({
      id: "usr_1",
    });
  });

  it("is refused, with the whole change, when another run has taken the claim over", async () => {
    const deps = testDeps();
    const tenantId = await aTenant(deps);
    await claimed(deps, tenantId, "f-2");
    const late = commit(deps, aCaller(tenantId, { idempotency: claim }), aChange());
    await expect(late).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await eventsOf(deps, tenantId)).toEqual([]);
  });
});

it("refuses to change or delete an audit row", async () => {
  const deps = testDeps();
  const tenantId = await aTenant(deps);
  await commit(deps, aCaller(tenantId), aChange());
  const mine = eq(audit.tenantId, tenantId);
  await expect(deps.database.update(audit).set({ actor: "someone" }).where(mine)).rejects.toThrow();
  await expect(deps.database.delete(audit).where(mine)).rejects.toThrow();
  expect(await auditOf(deps, tenantId)).toMatchObject([{ actor: "cli_test" }]);
});
