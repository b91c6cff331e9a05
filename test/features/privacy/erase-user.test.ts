import { and, eq } from "drizzle-orm";
import { compactVerify, decodeProtectedHeader, importJWK } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import { registerBody } from "../../../src/features/biometrics/face-schemas.ts";
import { checkLiveness } from "../../../src/features/biometrics/liveness.ts";
import { livenessBody } from "../../../src/features/biometrics/liveness-schemas.ts";
import { registerFace } from "../../../src/features/biometrics/register.ts";
import { scanDocument } from "../../../src/features/documents/scan.ts";
import { scanBody } from "../../../src/features/documents/schemas.ts";
import { eraseUser } from "../../../src/features/privacy/erase-user.ts";
import { LATECOMERS_MS, sweepErased } from "../../../src/features/privacy/sweep-erased.ts";
import { readStatus, readUser } from "../../../src/features/users/read.ts";
import { takeClaim } from "../../../src/http/idempotency-claims.ts";
import { publicJwk } from "../../../src/http/tokens/issuers.ts";
import type { Caller } from "../../../src/kernel/caller.ts";
import { galleryOutbox } from "../../../src/storage/tables/biometrics.ts";
import { erasedSubjects, idempotency, subjectKeys } from "../../../src/storage/tables/tenants.ts";
import { aCaller, aTenant, bindings } from "../../support/deps.ts";
import { aPictureInBase64 } from "../../support/pictures.ts";
import { auditOf, eventsOf, everythingStored } from "../../support/traces.ts";
import { aUser } from "../../support/users.ts";
import { anEnrolledPerson, privacyDeps } from "./support.ts";

const deps = privacyDeps();
const picture = { data: await aPictureInBase64() };

/** Nowhere else in the tests: found means left behind. */
const PERSON = {
  externalId: "crm-quetzalcoatlus-77",
  person: { givenNames: "Xiomara", familyName: "Quetzalzin", dateOfBirth: "1991-03-07", nationality: "CO" },
  identifiers: [{ type: "CC", country: "CO", number: "1098765431" }],
  email: "xiomara.quetzalzin@example.com",
  phone: "+573009998877",
  metadata: { nickname: "quetzalita" },
};
const SECRETS = ["quetzal", "Xiomara", "1098765431", "573009998877"];

/** A request that keeps its answer for repeats, as every POST with an Idempotency-Key does. */
async function repeatable(caller: Caller, route: string): Promise<Caller> {
  const claim = { method: "post", route, key: crypto.randomUUID(), fence: crypto.randomUUID() };
  const asking = { ...caller, requestId: `req_${crypto.randomUUID()}`, idempotency: claim };
  await takeClaim(deps, asking, claim, "fingerprint");
  return asking;
}

async function objectsOf(tenantId: string): Promise<string[]> {
  return (await bindings.IMAGES.list({ prefix: `${tenantId}/` })).objects.map(({ key }) => key);
}

/** Where values sealed by `storage/cipher.ts` stand in a tenant's rows: base64 that begins with the byte 1. */
async function sealedIn(tenantId: string): Promise<string[]> {
  const tables = await bindings.DB.prepare(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%`tenant_id`%'",
  ).all<{ name: string }>();
  const found: string[] = [];
  for (const { name } of tables.results) {
    const { results } = await bindings.DB.prepare(`SELECT * FROM "${name}" WHERE tenant_id = ?`)
      .bind(tenantId)
      .all();
    for (const row of results) {
      for (const [column, value] of Object.entries(row)) {
        if (/^A[Q-Za-f][A-Za-z0-9+/]{38,}={0,2}$/.test(String(value))) found.push(`${name}.${column}`);
      }
    }
  }
  return found.sort();
}

const enrolled = (caller: Caller) =>
  anEnrolledPerson(deps, caller, PERSON, (route) => repeatable(caller, route));

describe("erasing a person", () => {
  let caller: Caller;
  let userId: string;
  let receipt: string;
  let other: string;
  beforeAll(async () => {
    caller = aCaller(await aTenant(deps));
    userId = await enrolled(caller);
    other = await aUser(deps, caller, { externalId: "somebody-else" });
    const sealed = await sealedIn(caller.tenantId);
    expect(sealed.length).toBeGreaterThan(10);
    expect(sealed).toContain("monitored_subjects.subject");
    expect((await objectsOf(caller.tenantId)).length).toBe(3);
    ({ receipt } = await eraseUser(deps, caller, userId));
  });

  it("leaves no row that tells of the person, in any table, sealed or not", async () => {
    const stored = await everythingStored(bindings.DB);
    for (const secret of SECRETS) expect(stored, secret).not.toContain(secret);
    // What is still sealed belongs to the tenant and to the other person.
    expect(await sealedIn(caller.tenantId)).toEqual([
      "gallery_keys.wrapped_key",
      "subject_keys.wrapped_key",
      "users.profile",
    ]);
    const rows = await bindings.DB.prepare("SELECT profile FROM users WHERE tenant_id = ? AND id = ?")
      .bind(caller.tenantId, userId)
      .all();
    expect(rows.results).toEqual([{ profile: "" }]);
    for (const table of [
      "documents",
      "faces",
      "liveness_checks",
      "liveness_challenges",
      "monitored_subjects",
      "verifications",
      "background_checks",
      "user_identifiers",
      "user_checks",
    ]) {
      const left = await bindings.DB.prepare(`SELECT * FROM ${table} WHERE tenant_id = ? AND user_id = ?`)
        .bind(caller.tenantId, userId)
        .all();
      expect(left.results, table).toEqual([]);
    }
  });

  it("destroys the key, the objects and the gallery's entry", async () => {
    expect(await deps.vault.subjectKey(caller.tenantId, userId)).toBeNull();
    const keys = await deps.database
      .select({ id: subjectKeys.subjectId })
      .from(subjectKeys)
      .where(eq(subjectKeys.tenantId, caller.tenantId));
    expect(keys).toEqual([{ id: other }]);
    expect(await objectsOf(caller.tenantId)).toEqual([]);
    const waiting = await deps.database
      .select()
      .from(galleryOutbox)
      .where(eq(galleryOutbox.tenantId, caller.tenantId));
    expect(waiting).toEqual([]);
  });

  it("forgets the answers kept for repeats, which the tenant's key would open", async () => {
    const kept = await deps.database
      .select({ route: idempotency.route, status: idempotency.status, answer: idempotency.answer })
      .from(idempotency)
      .where(and(eq(idempotency.tenantId, caller.tenantId), eq(idempotency.state, "done")));
    expect(kept).toHaveLength(4);
    for (const row of kept) expect([row.status, row.answer], row.route).toEqual([404, null]);
  });

  it("leaves a tombstone, an audit entry and an event without anybody's name", async () => {
    expect(await readStatus(deps, caller, userId)).toMatchObject({
      status: "redacted",
      externalId: null,
      checks: [],
      decision: null,
    });
    await expect(readUser(deps, caller, userId)).rejects.toMatchObject({ code: "NOT_FOUND" });
    const told = await eventsOf(deps.database, userId);
    expect(told.at(-1)).toMatchObject({ type: "user.redacted", data: { object: { externalId: null } } });
    expect(told[0]?.data).toEqual({ object: { id: userId, redacted: true } });
    expect((await auditOf(deps.database, caller.tenantId)).at(-1)).toMatchObject({ action: "user.redact" });
  });

  it("answers with a receipt that the published key verifies, and that tells counts alone", async () => {
    expect(decodeProtectedHeader(receipt)).toMatchObject({ alg: "ES256", typ: "deletion-receipt+jwt" });
    const key = await importJWK(publicJwk(deps.settings.SIGNING_JWK), "ES256");
    const { payload } = await compactVerify(receipt, key);
    const claims = JSON.parse(new TextDecoder().decode(payload));
    expect(claims).toMatchObject({
      sub: userId,
      tenant: caller.tenantId,
      keyDestroyed: true,
      erased: {
        documents: 1,
        documentImages: 1,
        faces: 1,
        faceImages: 1,
        livenessChecks: 1,
        backgroundChecks: 1,
        identifiers: 1,
        uploads: 1,
      },
    });
    for (const secret of SECRETS) expect(JSON.stringify(claims)).not.toContain(secret);
  });

  it("answers the second time with the same receipt and writes nothing", async () => {
    const before = await auditOf(deps.database, caller.tenantId);
    expect((await eraseUser(deps, caller, userId)).receipt).toBe(receipt);
    expect(await auditOf(deps.database, caller.tenantId)).toEqual(before);
  });

  it("frees the external id, and leaves others as they were", async () => {
    await expect(aUser(deps, caller, { externalId: PERSON.externalId })).resolves.toMatch(/^usr_/);
    expect(await readUser(deps, caller, other)).toMatchObject({ externalId: "somebody-else" });
  });
});

describe("what can go wrong", () => {
  it("does not erase another tenant's person, nor one that nobody has", async () => {
    const owner = aCaller(await aTenant(deps));
    const userId = await aUser(deps, owner);
    const stranger = aCaller(await aTenant(deps));
    await expect(eraseUser(deps, stranger, userId)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await readUser(deps, owner, userId)).status).toBe("created");
  });

  it("finishes by cron what a request that died after its batch left in R2", async () => {
    const caller = aCaller(await aTenant(deps));
    const userId = await enrolled(caller);
    const deaf = {
      ...deps,
      blobs: { ...deps.blobs, deleteSubject: () => Promise.reject(new Error("killed")) },
    };
    await eraseUser(deaf, caller, userId);
    expect((await objectsOf(caller.tenantId)).length).toBe(3);
    await sweepErased(deps);
    expect(await objectsOf(caller.tenantId)).toEqual([]);
  });

  it("leaves nothing of requests that run beside it, but what the second look takes away", async () => {
    const caller = aCaller(await aTenant(deps));
    const userId = await enrolled(caller);
    const busy = [
      ...Array.from({ length: 3 }, () =>
        checkLiveness(deps, caller, livenessBody.parse({ userId, images: [picture] })),
      ),
      ...Array.from({ length: 3 }, () =>
        scanDocument(deps, caller, scanBody.parse({ userId, images: [{ side: "front", ...picture }] })),
      ),
      registerFace(deps, caller, registerBody.parse({ userId, image: picture })),
    ];
    await Promise.allSettled([...busy, eraseUser(deps, caller, userId)]);
    expect((await readStatus(deps, caller, userId)).status).toBe("redacted");
    deps.clock.advance(LATECOMERS_MS);
    await sweepErased(deps);
    expect(await objectsOf(caller.tenantId)).toEqual([]);
    expect(await sealedIn(caller.tenantId)).toEqual(["gallery_keys.wrapped_key"]);
  });

  it("comes back an hour later for what was stored beside the erasure", async () => {
    const caller = aCaller(await aTenant(deps));
    const userId = await aUser(deps, caller);
    await eraseUser(deps, caller, userId);
    await bindings.IMAGES.put(`${caller.tenantId}/${userId}/document/late/front`, "sealed");
    await sweepErased(deps);
    expect(await objectsOf(caller.tenantId)).toHaveLength(1);
    deps.clock.advance(LATECOMERS_MS);
    await sweepErased(deps);
    expect(await objectsOf(caller.tenantId)).toEqual([]);
    const [row] = await deps.database
      .select()
      .from(erasedSubjects)
      .where(and(eq(erasedSubjects.tenantId, caller.tenantId), eq(erasedSubjects.subjectId, userId)));
    expect(row?.dueAt).toBeNull();
  });
});
