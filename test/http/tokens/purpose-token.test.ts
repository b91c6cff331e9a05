import { describe, expect, it } from "vitest";
import { readFor, signFor } from "../../../src/http/tokens/purpose-token.ts";
import { testDeps } from "../../support/deps.ts";

const { settings } = testDeps();
const PICTURE = { type: "picture-link+jwt", audience: "picture" };
const EXPIRES_AT_SECONDS = 1_800_000_000;
const BEFORE = EXPIRES_AT_SECONDS * 1000 - 1;
const token = await signFor(
  PICTURE,
  settings,
  { tenantId: "ten_one", subject: "usr_one", expiresAtSeconds: EXPIRES_AT_SECONDS },
  { side: "front" },
);

describe("a token for a purpose", () => {
  it("tells whom it names and what it says, until it is over", async () => {
    const read = await readFor(PICTURE, settings, token, BEFORE);
    expect(read).toMatchObject({ tenantId: "ten_one", subject: "usr_one", claims: { side: "front" } });
    expect(await readFor(PICTURE, settings, token, EXPIRES_AT_SECONDS * 1000)).toBeNull();
  });

  it.each([
    ["another type", { ...PICTURE, type: "brand-preview+jwt" }, settings],
    ["another audience", { ...PICTURE, audience: "brand-preview" }, settings],
    ["another issuer", PICTURE, { ...settings, ISSUER: "another" }],
  ])("is no token of %s", async (_, purpose, of) => {
    expect(await readFor(purpose, of, token, BEFORE)).toBeNull();
  });

  it("names its tenant, whatever its claims say", async () => {
    const bearer = { tenantId: "ten_one", subject: "usr_one", expiresAtSeconds: EXPIRES_AT_SECONDS };
    const claiming = await signFor(PICTURE, settings, bearer, { tenant: "ten_two" });
    expect((await readFor(PICTURE, settings, claiming, BEFORE))?.tenantId).toBe("ten_one");
  });
});
