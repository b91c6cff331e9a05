import { and, eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { utf8 } from "../../src/kernel/bytes.ts";
import { open, seal } from "../../src/storage/cipher.ts";
import { subjectKeys } from "../../src/storage/tables/tenants.ts";
import { openVault } from "../../src/storage/vault.ts";
import { aTenant, testDeps } from "../support/deps.ts";

const place = (tenantId: string) => ({ tenantId, subjectId: "usr_1", place: "users.profile" });

it("gives a subject back the key it was created with, also to another isolate", async () => {
  const deps = testDeps();
  const tenantId = await aTenant(deps);
  const { key, statement } = await deps.vault.newSubjectKey(tenantId, "usr_1");
  await deps.database.batch([statement]);
  const sealed = await seal(key, place(tenantId), utf8("secret"));

  const elsewhere = openVault(deps.database, deps.settings.keyring, deps.clock);
  const found = await elsewhere.subjectKey(tenantId, "usr_1");
  expect(found && (await open(found, place(tenantId), sealed))).toEqual(utf8("secret"));
});

it("has no key for a subject that is unknown, erased or another tenant's", async () => {
  const deps = testDeps();
  const [mine, other] = [await aTenant(deps), await aTenant(deps)];
  const { statement } = await deps.vault.newSubjectKey(mine, "usr_1");
  await deps.database.batch([statement]);
  expect(await deps.vault.subjectKey(other, "usr_1")).toBeNull();
  expect(await deps.vault.subjectKey(mine, "usr_2")).toBeNull();

  await deps.database
    .delete(subjectKeys)
    .where(and(eq(subjectKeys.tenantId, mine), eq(subjectKeys.subjectId, "usr_1")));
  expect(await deps.vault.subjectKey(mine, "usr_1")).toBeNull();
});

it("refuses a wrapped key that was moved to another subject", async () => {
  const deps = testDeps();
  const tenantId = await aTenant(deps);
  const { statement } = await deps.vault.newSubjectKey(tenantId, "usr_1");
  await deps.database.batch([statement]);
  await deps.database
    .update(subjectKeys)
    .set({ subjectId: "usr_2" })
    .where(eq(subjectKeys.tenantId, tenantId));
  await expect(deps.vault.subjectKey(tenantId, "usr_2")).rejects.toThrow();
});

it("gives one value different blind indexes in each tenant and column", async () => {
  const { vault } = testDeps();
  const indexes = await Promise.all([
    vault.blindIndex("ten_a", "users.email", "ana@example.com"),
    vault.blindIndex("ten_b", "users.email", "ana@example.com"),
    vault.blindIndex("ten_a", "users.phone", "ana@example.com"),
    vault.blindIndex("ten_a", "users.email", "ana@example.con"),
  ]);
  expect(new Set(indexes).size).toBe(4);
  expect(await vault.blindIndex("ten_a", "users.email", "ana@example.com")).toBe(indexes[0]);
});
