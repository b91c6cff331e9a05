import { and, eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { newId } from "../../src/kernel/ids.ts";
import { destroyKeys, sameLength } from "../../src/storage/overwrite.ts";
import { subjectKeys, tenants } from "../../src/storage/tables/tenants.ts";
import { aTenant, testDeps } from "../support/deps.ts";

const deps = testDeps();

describe("writing over", () => {
  it.each(["", "a", "odd", "Muñoz 😀", "x".repeat(10_000)])(
    "leaves as many bytes, and none of them: %j",
    async (text) => {
      const id = await aTenant(deps);
      const row = eq(tenants.id, id);
      await deps.database.update(tenants).set({ name: text }).where(row);
      await deps.database
        .update(tenants)
        .set({ name: sameLength(tenants.name) })
        .where(row);
      const [found] = await deps.database.select({ name: tenants.name }).from(tenants).where(row);
      expect(found?.name).toBe("0".repeat(new TextEncoder().encode(text).length));
    },
  );

  it("leaves what is not there absent", async () => {
    const [found] = await deps.database
      .select({ value: sql`${sameLength(sql`NULL` as never)}` })
      .from(tenants)
      .limit(1);
    expect(found?.value).toBeNull();
  });

  it("destroys the keys that are named, and nobody else's of the same name", async () => {
    const [one, other] = [await aTenant(deps), await aTenant(deps)];
    const shared = newId("usr");
    for (const [tenantId, subjectId] of [
      [one, shared],
      [one, newId("usr")],
      [other, shared],
    ] as const) {
      await deps.database.batch([(await deps.vault.newSubjectKey(tenantId, subjectId)).statement]);
    }
    const [first, ...rest] = destroyKeys(deps.database, one, [shared]);
    if (first) await deps.database.batch([first, ...rest]);
    const countOf = (tenantId: string) =>
      deps.database.$count(
        subjectKeys,
        and(eq(subjectKeys.tenantId, tenantId), sql`length(wrapped_key) > 40`),
      );
    expect([await countOf(one), await countOf(other)]).toEqual([1, 1]);
    expect(await deps.vault.subjectKey(one, shared)).toBeNull();
    expect(await deps.vault.subjectKey(other, shared)).not.toBeNull();
  });
});
