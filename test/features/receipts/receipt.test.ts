import { compactVerify, createLocalJWKSet, decodeJwt, decodeProtectedHeader } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import { receiptEndpoints } from "../../../src/features/receipts/routes.ts";
import { RECEIPT_TYPES, signReceipt } from "../../../src/features/receipts/sign-receipt.ts";
import { planAdvance } from "../../../src/features/users/advance.ts";
import type { CheckResult } from "../../../src/features/users/check-result.ts";
import { mountKeySet } from "../../../src/http/pages/key-set.ts";
import type { Caller } from "../../../src/kernel/caller.ts";
import { newId } from "../../../src/kernel/ids.ts";
import { commit } from "../../../src/records/commit.ts";
import { documentImages, documents } from "../../../src/storage/tables/documents.ts";
import { aCaller, aTenant } from "../../support/deps.ts";
import { ask, aToken, edgeApp, edgeDeps, openGate } from "../../support/edge.ts";
import { aCheck, allChecks, aUser } from "../../support/users.ts";

const deps = edgeDeps({ limiter: openGate });
const app = edgeApp(deps, receiptEndpoints(deps));
mountKeySet(app, deps.settings);

let caller: Caller;
let token: string;
beforeAll(async () => {
  caller = aCaller(await aTenant(deps));
  token = await aToken(deps, { tenantId: caller.tenantId });
});

async function userWith(checks: CheckResult[]): Promise<string> {
  const userId = await aUser(deps, caller);
  const { statements, events } = await planAdvance(deps, caller, userId, checks);
  await commit(deps, caller, { statements, events, audit: [], answer: { status: 200, data: null } });
  return userId;
}
const read = (userId: string, as = token) => ask(app, `/v2/enroll/users/${userId}/receipt`, { token: as });
const verify = (receipt: string) =>
  ask(app, "/v2/enroll/receipts/verify", { method: "POST", token, body: { receipt } });

describe("the receipt of a decision", () => {
  it("tells decision, policy, evidence and what was not done, and verifies with the published keys", async () => {
    const checks = allChecks();
    const documentId = checks[0]?.checkId ?? "";
    const userId = await userWith([
      { ...(checks[0] as CheckResult), notPerformed: ["visual_authenticity"] },
      ...checks.slice(1),
    ]);
    const row = { tenantId: caller.tenantId, createdAt: 0 };
    await deps.database.insert(documents).values({
      ...row,
      id: documentId,
      userId,
      subjectId: userId,
      status: "completed",
      reading: "",
      updatedAt: 0,
    });
    await deps.database.insert(documentImages).values({
      ...row,
      documentId,
      side: "front",
      sha256: "ab".repeat(32),
      blobKey: "x",
      mimeType: "image/png",
    });

    const answer = await read(userId);
    expect(answer.status).toBe(200);
    const { receipt } = answer.json.data;
    const keys = await ask(app, "/.well-known/jwks.json");
    const { payload } = await compactVerify(receipt, createLocalJWKSet(keys.json));
    expect(JSON.parse(new TextDecoder().decode(payload))).toMatchObject({
      iss: deps.settings.ISSUER,
      sub: userId,
      tenant: caller.tenantId,
      decision: { status: "approved", outcome: "approve", reasons: [], decidedBy: "auto" },
      policy: { id: "pol_default", version: 1 },
      checks: [
        {
          id: documentId,
          type: "document",
          evidence: { pictures: [{ side: "front", sha256: "ab".repeat(32) }] },
        },
        { type: "liveness", outcome: "pass" },
        { type: "face_match" },
        { type: "watchlist" },
      ],
      assurance: { notPerformed: expect.arrayContaining(["visual_authenticity"]) },
    });
    for (const secret of ["Ana", "Ruiz", "1990-01-15"]) {
      expect(JSON.stringify(decodeJwt(receipt))).not.toContain(secret);
    }
    const verified = await verify(receipt);
    expect(verified.json.data).toMatchObject({ valid: true, type: "receipt+jwt", claims: { sub: userId } });
  });

  it("is had for a refusal as well, and for nothing that is not final", async () => {
    const refused = await userWith([aCheck("watchlist", { outcome: "fail", reasons: ["WATCHLIST_MATCH"] })]);
    const { receipt } = (await read(refused)).json.data;
    expect(decodeJwt(receipt)).toMatchObject({
      decision: { status: "rejected", reasons: ["WATCHLIST_MATCH"] },
    });
    for (const open of [await aUser(deps, caller), await userWith([aCheck("document")])]) {
      const answer = await read(open);
      expect([answer.status, answer.json.code]).toEqual([409, "INVALID_TRANSITION"]);
    }
  });

  it("is not had for another tenant's user", async () => {
    const userId = await userWith(allChecks());
    const stranger = await aToken(deps, { tenantId: await aTenant(deps) });
    expect((await read(userId, stranger)).status).toBe(404);
  });
});

describe("verifying", () => {
  const sign = (type: (typeof RECEIPT_TYPES)[number], settings = deps.settings) =>
    signReceipt({ ...deps, settings }, type, { tenantId: caller.tenantId, userId: newId("usr") }, {});

  it.each(RECEIPT_TYPES)("takes a %s", async (type) => {
    const { receipt } = await sign(type);
    expect(decodeProtectedHeader(receipt).typ).toBe(type);
    expect((await verify(receipt)).json.data).toMatchObject({ valid: true, reason: null, type });
  });

  it("refuses whatever was changed, is of another kind or signed by another, and tells none of its claims", async () => {
    const { receipt } = await sign("receipt+jwt");
    const [header, claims, signature] = receipt.split(".");
    const forged = btoa(JSON.stringify({ ...decodeJwt(receipt), sub: "usr_other" })).replace(/=+$/, "");
    const strange = { ...deps.settings, ISSUER: "https://somebody.else" };
    const rekeyed = { ...deps.settings, SIGNING_JWK: { ...deps.settings.SIGNING_JWK, kid: "unknown" } };
    const cases: [string, string][] = [
      ["nonsense", "MALFORMED"],
      [`${header}.${forged}.${signature}`, "BAD_SIGNATURE"],
      [`${header}.${claims}.${"A".repeat(86)}`, "BAD_SIGNATURE"],
      [`${header}.${claims}.`, "BAD_SIGNATURE"],
      [`${btoa('{"alg":"none","typ":"receipt+jwt"}').replace(/=+$/, "")}.${claims}.`, "UNKNOWN_KEY"],
      [token, "WRONG_TYPE"],
      [(await sign("receipt+jwt", strange)).receipt, "WRONG_ISSUER"],
      [(await sign("receipt+jwt", rekeyed)).receipt, "UNKNOWN_KEY"],
    ];
    for (const [text, reason] of cases) {
      expect((await verify(text)).json.data, text).toEqual({
        valid: false,
        reason,
        type: null,
        claims: null,
      });
    }
  });
});
