import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { tenants } from "../../src/storage/tables/tenants.ts";
import { aCaller, aTenant, NOON, testDeps } from "./deps.ts";

test("a tenant made for a test has a key that opens", async () => {
  const deps = testDeps();
  const tenantId = await aTenant(deps);
  const [row] = await deps.database.select().from(tenants).where(eq(tenants.id, tenantId));
  expect(row).toMatchObject({ status: "active", createdAt: NOON });
  expect((await deps.vault.tenantKey(tenantId)).type).toBe("secret");
  expect(aCaller(tenantId).tenantId).toBe(tenantId);
});
