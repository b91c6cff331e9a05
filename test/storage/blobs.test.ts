import { expect, it } from "vitest";
import { utf8 } from "../../src/kernel/bytes.ts";
import { blobKeyOf } from "../../src/storage/blobs.ts";
import { aTenant, bindings, testDeps } from "../support/deps.ts";

it("stores pictures sealed: the bucket never holds the plain bytes", async () => {
  const deps = testDeps();
  const tenantId = await aTenant(deps);
  const { key } = await deps.vault.newSubjectKey(tenantId, "usr_1");
  const at = { tenantId, subjectId: "usr_1", kind: "document", name: "doc_1/front" } as const;
  const picture = utf8("a passport, in plain view");

  const blobKey = await deps.blobs.put(at, key, picture);
  const raw = await (await bindings.IMAGES.get(blobKey))?.text();
  expect(raw).toBeDefined();
  expect(raw).not.toContain("passport");
  expect(await deps.blobs.get(at, key)).toEqual(picture);

  await deps.blobs.delete(blobKey);
  expect(await deps.blobs.get(at, key)).toBeNull();
});

it("does not open an object that was copied under another name", async () => {
  const deps = testDeps();
  const tenantId = await aTenant(deps);
  const { key } = await deps.vault.newSubjectKey(tenantId, "usr_1");
  const at = { tenantId, subjectId: "usr_1", kind: "document", name: "doc_1/front" } as const;
  const elsewhere = { ...at, name: "doc_2/front" };
  const stored = await bindings.IMAGES.get(await deps.blobs.put(at, key, utf8("x")));
  await bindings.IMAGES.put(blobKeyOf(elsewhere), (await stored?.arrayBuffer()) ?? "");
  await expect(deps.blobs.get(elsewhere, key)).rejects.toThrow();
});

it("answers SERVICE_UNAVAILABLE when the bucket does not take the object", async () => {
  const deps = testDeps();
  const { openBlobs } = await import("../../src/storage/blobs.ts");
  const broken = openBlobs({ put: () => Promise.reject(new Error("down")) } as unknown as R2Bucket);
  const tenantId = await aTenant(deps);
  const { key } = await deps.vault.newSubjectKey(tenantId, "usr_1");
  await expect(
    broken.put({ tenantId, subjectId: "usr_1", kind: "face", name: "fac_1" }, key, utf8("x")),
  ).rejects.toMatchObject({ code: "SERVICE_UNAVAILABLE" });
});
