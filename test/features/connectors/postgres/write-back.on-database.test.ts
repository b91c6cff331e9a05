import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { deliverWrites } from "../../../../src/features/connectors/deliver-writes.ts";
import { openConnector } from "../../../../src/features/connectors/open-connector.ts";
import { planAdvance } from "../../../../src/features/users/advance.ts";
import { cancelUser } from "../../../../src/features/users/cancel.ts";
import type { Caller } from "../../../../src/kernel/caller.ts";
import { commitWithRetry } from "../../../../src/records/commit.ts";
import { connectors } from "../../../../src/storage/tables/connectors.ts";
import { allChecks } from "../../../support/users.ts";
import { aFreshTenant, type ConnectorTestDeps, connectorsOf, create, writesOf } from "../support.ts";
import { aPostgresConnector, asOwner, heldOf, makePeople, postgresDeps } from "./people.ts";

const CONSENT = { scope: "biometric", version: "2026-01", acceptedAt: "2026-01-15T12:00:00Z" };

let deps: ConnectorTestDeps;
let caller: Caller;
let connectorId: string;

beforeEach(async () => {
  await makePeople();
  deps = postgresDeps();
  caller = await aFreshTenant(deps);
  connectorId = (await aPostgresConnector(deps, caller, { timeoutMs: 1_500 })).id;
});

const ana = () => create(deps, caller, { externalId: "crm-42", consents: [CONSENT] });

/** Lets the connector take another way to the same database. */
async function by(binding: string) {
  const [row] = await connectorsOf(deps, caller.tenantId);
  const settings = { ...row?.settings, binding };
  await deps.database.update(connectors).set({ settings }).where(eq(connectors.id, connectorId));
}

async function deliverUntilDone() {
  for (let round = 0; round < 20; round++) {
    const { nextAt } = await deliverWrites(deps);
    if (nextAt === null) return;
    deps.clock.set(Math.max(nextAt, deps.clock()));
  }
}

describe("a status in a real PostgreSQL", () => {
  test("stands in the person's row with its number and the user's id, and nowhere else", async () => {
    const { id } = await ana();
    expect(await deliverWrites(deps)).toMatchObject({ written: 1 });
    expect(await heldOf(1)).toEqual({ kyc_status: "created", kyc_sequence: "1", enroll_id: id });
    await commitWithRetry(deps, caller, async () => {
      const { statements, events } = await planAdvance(deps, caller, id, allChecks());
      const answer = { status: 200, data: null };
      return { result: null, change: { statements, audit: [], events, answer } };
    });
    await deliverWrites(deps);
    expect(await heldOf(1)).toEqual({ kyc_status: "approved", kyc_sequence: "3", enroll_id: id });
    expect(await asOwner("SELECT 1 FROM customers WHERE kyc_status IS NOT NULL")).toHaveLength(1);
  });

  test("that is older than the row's own changes nothing, however late it comes", async () => {
    const { id } = await ana();
    const [row] = await connectorsOf(deps, caller.tenantId);
    if (!row) throw new Error("no connector");
    const { connector } = await openConnector(deps, row);
    const write = { key: "1", userId: id, at: deps.clock() };
    expect(await connector.write({ ...write, status: "approved", sequence: 7 })).toBe("written");
    expect(await connector.write({ ...write, status: "created", sequence: 1 })).toBe("newer");
    expect(await connector.write({ ...write, status: "approved", sequence: 7 })).toBe("newer");
    expect(await heldOf(1)).toMatchObject({ kyc_status: "approved", kyc_sequence: "7" });
    await expect(
      connector.write({ ...write, key: "99", status: "created", sequence: 1 }),
    ).rejects.toMatchObject({ code: "ROW_NOT_FOUND" });
  });

  test.each([
    ["PG_DOWN", "CONNECTION_REFUSED"],
    ["PG_SILENT", "TIMEOUT"],
    ["PG_NONSENSE", "BAD_ANSWER"],
    ["PG_WRONG_PASSWORD", "AUTH_FAILED"],
    ["PG_READER", "PERMISSION_DENIED"],
    ["PG_CUT_BEFORE", "CONNECTION_LOST"],
    ["PG_CUT_AFTER", "CONNECTION_LOST"],
  ])("is not lost when the way to it is %s, and arrives once it is mended", async (binding, code) => {
    const { id } = await ana();
    await by(binding);
    expect(await deliverWrites(deps)).toMatchObject({ failed: 1 });
    expect(await writesOf(deps, caller.tenantId)).toMatchObject([
      { state: "pending", lastError: code, attempts: 1 },
    ]);
    await cancelUser(deps, caller, id);
    await deliverWrites(deps);
    await by("PG_APP");
    await deliverUntilDone();
    expect(await heldOf(1)).toMatchObject({ kyc_status: "canceled", enroll_id: id });
    expect(await writesOf(deps, caller.tenantId)).toMatchObject([{ state: "written", lastError: null }]);
  });

  test("whose answer was lost was written all the same, and writing it again changes nothing", async () => {
    const { id } = await ana();
    await by("PG_CUT_AFTER");
    expect(await deliverWrites(deps)).toMatchObject({ failed: 1 });
    expect(await heldOf(1)).toMatchObject({ kyc_status: "created", enroll_id: id });
    await by("PG_APP");
    await deliverUntilDone();
    expect(await writesOf(deps, caller.tenantId)).toMatchObject([{ state: "written", attempts: 2 }]);
  });

  test("survives the server's end of every connection in the middle", async () => {
    await asOwner(`INSERT INTO customers (customer_id, crm_id)
      SELECT n, 'many-' || n FROM generate_series(100, 139) n`);
    const ids = new Map<number, string>();
    for (let n = 100; n < 140; n++) ids.set(n, (await create(deps, caller, { externalId: `many-${n}` })).id);
    const running = deliverWrites(deps);
    for (let round = 0; round < 5; round++) {
      await asOwner("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'enroll'");
    }
    await running;
    await deliverUntilDone();
    const rows = await asOwner<{ customer_id: string; kyc_status: string; enroll_id: string }>(
      "SELECT customer_id::text, kyc_status, enroll_id FROM customers WHERE customer_id >= 100",
    );
    expect(new Map(rows.map((row) => [Number(row.customer_id), row.enroll_id]))).toEqual(ids);
    expect(rows.every(({ kyc_status }) => kyc_status === "created")).toBe(true);
  });
});
