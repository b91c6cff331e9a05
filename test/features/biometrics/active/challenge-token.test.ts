import { importJWK, SignJWT } from "jose";
import { describe, expect, it } from "vitest";
import {
  readChallengeToken,
  signChallenge,
} from "../../../../src/features/biometrics/active/challenge-token.ts";
import { signLink } from "../../../../src/features/pictures/link-token.ts";
import { testDeps } from "../../../support/deps.ts";

const deps = testDeps();
const claims = {
  tenantId: "ten_one",
  challengeId: "chl_one",
  nonce: "once",
  steps: ["nod"],
  flash: ["red"],
};
const soon = Math.floor(deps.clock() / 1000) + 90;

describe("a signed challenge", () => {
  it("tells its id and nonce, to its own tenant alone", async () => {
    const token = await signChallenge(deps, claims, soon);
    expect(await readChallengeToken(deps, "ten_one", token)).toEqual({
      challengeId: "chl_one",
      nonce: "once",
    });
    expect(await readChallengeToken(deps, "ten_two", token)).toBeNull();
  });

  it("cannot be rewritten", async () => {
    const [header, , signature] = (await signChallenge(deps, claims, soon)).split(".");
    const other = (await signChallenge(deps, { ...claims, nonce: "twice" }, soon)).split(".")[1];
    expect(await readChallengeToken(deps, "ten_one", `${header}.${other}.${signature}`)).toBeNull();
  });

  it("is not any other token of ours, nor one without a signature", async () => {
    const { settings, clock } = deps;
    const picture = { kind: "face", id: "fac_one" } as never;
    const link = await signLink({ settings, clock }, { tenantId: "ten_one", subject: "x", picture }, soon);
    const key = await importJWK(settings.SIGNING_JWK, "ES256");
    const access = await new SignJWT({ tenant: "ten_one", nonce: "once" })
      .setProtectedHeader({ alg: "ES256", typ: "at+jwt" })
      .setIssuer(settings.ISSUER)
      .setAudience(settings.AUDIENCE)
      .setSubject("chl_one")
      .setExpirationTime(soon)
      .sign(key);
    const [, body] = access.split(".");
    const none = `${btoa('{"alg":"none"}').replaceAll("=", "")}.${body}.`;
    for (const token of [link, access, none, "", "a.b.c"])
      expect(await readChallengeToken(deps, "ten_one", token)).toBeNull();
  });
});
