import { describe, expect, it } from "vitest";
import { utf8 } from "../../src/kernel/bytes.ts";
import { importAesKey, open, openJson, seal, sealJson } from "../../src/storage/cipher.ts";

const key = () => importAesKey(crypto.getRandomValues(new Uint8Array(32)));
const place = { tenantId: "ten_a", subjectId: "usr_a", place: "users.profile" };
const plain = utf8("P<UTOERIKSSON<<ANNA<MARIA");

describe("a sealed value", () => {
  it("opens with its key in its place", async () => {
    const k = await key();
    expect(await open(k, place, await seal(k, place, plain))).toEqual(plain);
  });

  it("is never the same twice, as its IV is random", async () => {
    const k = await key();
    expect(await seal(k, place, plain)).not.toEqual(await seal(k, place, plain));
  });

  it.each([
    ["another tenant", { ...place, tenantId: "ten_b" }],
    ["another subject", { ...place, subjectId: "usr_b" }],
    ["another column", { ...place, place: "documents.reading" }],
  ])("does not open in %s", async (_where, other) => {
    const k = await key();
    await expect(open(k, other, await seal(k, place, plain))).rejects.toThrow();
  });

  it("does not open with another key", async () => {
    await expect(open(await key(), place, await seal(await key(), place, plain))).rejects.toThrow();
  });

  it("does not open when any one byte is flipped", async () => {
    const k = await key();
    const sealed = await seal(k, place, plain);
    for (let at = 0; at < sealed.length; at++) {
      const spoilt = sealed.slice();
      spoilt[at] = (spoilt[at] ?? 0) ^ 1;
      await expect(open(k, place, spoilt), `byte ${at}`).rejects.toThrow();
    }
  });

  it("does not open when cut short", async () => {
    const k = await key();
    const sealed = await seal(k, place, plain);
    for (const length of [0, 1, 13, 28, sealed.length - 1]) {
      await expect(open(k, place, sealed.slice(0, length)), `${length} bytes`).rejects.toThrow();
    }
  });

  it("keeps JSON as it was, whatever the script", async () => {
    const k = await key();
    const value = { familyName: "Ñúñez", 名: "美華", n: [1, null, true] };
    expect(await openJson(k, place, await sealJson(k, place, value))).toEqual(value);
  });
});
