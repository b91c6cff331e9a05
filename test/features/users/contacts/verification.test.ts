import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { deliverMessages } from "../../../../src/features/messages/deliver.ts";
import { openDevelopmentInbox } from "../../../../src/features/messages/development-inbox.ts";
import { eraseUser } from "../../../../src/features/privacy/erase-user.ts";
import { exportUser } from "../../../../src/features/privacy/export-user.ts";
import { exportData } from "../../../../src/features/privacy/schemas.ts";
import { purgeCodes } from "../../../../src/features/users/contacts/erase.ts";
import { contactEndpoints } from "../../../../src/features/users/contacts/routes.ts";
import { userEndpoints } from "../../../../src/features/users/routes.ts";
import { contactCodes, verifiedContacts } from "../../../../src/storage/tables/contacts.ts";
import { messages } from "../../../../src/storage/tables/messages.ts";
import { aCaller, aTenant, bindings, testClock } from "../../../support/deps.ts";
import { ask, aToken, edgeApp, edgeDeps, openGate } from "../../../support/edge.ts";
import { auditOf, eventsOf, everythingStored } from "../../../support/traces.ts";

const clock = testClock(Date.now());
const edge = edgeDeps({ limiter: openGate, clock });
const inbox = openDevelopmentInbox(clock);
const deps = {
  ...edge,
  resolve: async () => ["93.184.215.14"],
  random: () => 0.5,
  development: true,
  ownHosts: [],
  email: null,
  emailFrom: {},
  inbox,
  publicUrl: null,
};
const app = edgeApp(edge, [...userEndpoints(edge), ...contactEndpoints(deps)]);

let tenantId: string;
let token: string;
let userId: string;
let address: string;
let count = 0;
beforeAll(() => void vi.spyOn(console, "log").mockImplementation(() => undefined));
beforeEach(async () => {
  // Runs send the messages of all tenants: what an earlier test left is taken away.
  await edge.database.delete(messages);
  tenantId = await aTenant(edge);
  token = await aToken(edge, { tenantId });
  count += 1;
  address = `ana-${count}@example.com`;
  userId = await aUser({ email: address, phone: `+5730012345${60 + count}`, locale: "es-CO" });
});

const call = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  ask(app, `/v2/enroll${path}`, { method, token, headers, ...(body === undefined ? {} : { body }) });
const aUser = async (body: object): Promise<string> =>
  (await call("POST", "/users/create", body)).json.data.id;
const sendTo = (channel = "email", of = userId) =>
  call("POST", `/users/${of}/contacts/${channel}/verification`);
const confirm = async (code: string, channel = "email") =>
  (await call("POST", `/users/${userId}/contacts/${channel}/verification/confirm`, { code })).json.data;
/** The code of the newest message to an address, after the outbox was emptied. */
async function received(to = address): Promise<string> {
  await deliverMessages(deps);
  const message = inbox.list().find((one) => one.to === to);
  return /\b(\d{6})\b/.exec(message?.text ?? "")?.[1] ?? "none";
}
const another = (code: string) => (code === "111111" ? "222222" : "111111");
const user = async () => (await call("GET", `/users/${userId}`)).json.data;

describe("a mail address that is verified by a code", () => {
  it("is shown so, with an event, a trace and a new version", async () => {
    const sent = await sendTo();
    expect(sent.status).toBe(202);
    expect(sent.json.data).toMatchObject({ userId, channel: "email", status: "pending", triesLeft: 5 });
    expect(Date.parse(sent.json.data.expiresAt)).toBe(clock() + 600_000);
    expect(Date.parse(sent.json.data.resendAt)).toBe(clock() + 60_000);
    expect((await user()).verifiedContacts).toEqual({ email: null, phone: null });

    const before = (await user()).version;
    const confirmed = await confirm(await received());
    expect(confirmed).toMatchObject({ outcome: "pass", reason: null });
    expect(await user()).toMatchObject({
      verifiedContacts: { email: { verifiedAt: confirmed.verifiedAt }, phone: null },
      version: before + 1,
    });
    expect((await eventsOf(edge.database, userId)).at(-1)).toMatchObject({
      type: "user.updated",
      data: { object: { id: userId, status: "created", fields: ["contacts.email.verifiedAt"] } },
    });
    const trace = await auditOf(edge.database, tenantId);
    expect(trace.map(({ action }) => action)).toEqual([
      "user.create",
      "contact.send_code",
      "message.sent",
      "contact.verify",
    ]);
    expect(JSON.stringify(trace)).not.toContain("@example.com");
  });

  it("is told to be verified already when another code is asked for, and nothing is sent", async () => {
    await sendTo();
    await confirm(await received());
    const again = await sendTo();
    expect([again.status, again.json.data.status]).toEqual([200, "verified"]);
    expect(await deliverMessages(deps)).toMatchObject({ claimed: 0 });
  });

  it("is unverified again when it changes, and when it comes back", async () => {
    await sendTo();
    await confirm(await received());
    await call("PUT", `/users/${userId}`, { email: "other@example.com" });
    expect((await user()).verifiedContacts.email).toBeNull();
    await call("PUT", `/users/${userId}`, { email: address });
    expect((await user()).verifiedContacts.email).toBeNull();
  });

  it("stays verified when something else changes, or it is only written in capitals", async () => {
    await sendTo();
    await confirm(await received());
    await call("PUT", `/users/${userId}`, { phone: "+573009999999", email: address.toUpperCase() });
    expect((await user()).verifiedContacts).toMatchObject({ email: { verifiedAt: expect.any(String) } });
  });

  it("takes a telephone's code with the blanks that people copy along", async () => {
    await sendTo("phone");
    const code = await received(`+5730012345${60 + count}`);
    expect(await confirm(` ${code.slice(0, 3)} ${code.slice(3)}`, "phone")).toMatchObject({
      outcome: "pass",
    });
    expect((await user()).verifiedContacts).toMatchObject({ email: null, phone: {} });
  });
});

describe("a code", () => {
  it("is heard five times, however many guess at once", async () => {
    await sendTo();
    const code = await received();
    const guesses = await Promise.all(Array.from({ length: 12 }, () => confirm(another(code))));
    const wrong = guesses.filter(({ reason }) => reason === "CODE_WRONG");
    expect(wrong).toHaveLength(4);
    expect(wrong.map(({ triesLeft }) => triesLeft).sort()).toEqual([1, 2, 3, 4]);
    expect(guesses.filter(({ reason }) => reason === "TOO_MANY_TRIES")).toHaveLength(8);
    expect(await confirm(code)).toMatchObject({
      outcome: "fail",
      reason: "TOO_MANY_TRIES",
      verifiedAt: null,
    });
  });

  it("still verifies after four wrong ones", async () => {
    await sendTo();
    const code = await received();
    for (let guess = 0; guess < 4; guess++) await confirm(another(code));
    expect(await confirm(code)).toMatchObject({ outcome: "pass" });
  });

  it("is over after ten minutes", async () => {
    await sendTo();
    const code = await received();
    clock.advance(600_000);
    expect(await confirm(code)).toMatchObject({ outcome: "fail", reason: "CODE_EXPIRED" });
  });

  it("verifies once, of many that bring it at the same time", async () => {
    await sendTo();
    const code = await received();
    const answers = await Promise.all(Array.from({ length: 4 }, () => confirm(code)));
    expect(answers.filter(({ outcome }) => outcome === "pass")).toHaveLength(1);
    expect(await confirm(code)).toMatchObject({ outcome: "fail", reason: "CODE_USED" });
  });

  it("is worth nothing once another was sent", async () => {
    await sendTo();
    const first = await received();
    clock.advance(60_000);
    await sendTo();
    const second = await received();
    if (first !== second) expect(await confirm(first)).toMatchObject({ reason: "CODE_WRONG" });
    expect(await confirm(second)).toMatchObject({ outcome: "pass" });
  });

  it("is not sent any more once another was asked for before it went", async () => {
    await sendTo();
    clock.advance(60_000);
    await sendTo();
    expect(await deliverMessages(deps)).toMatchObject({ claimed: 1, sent: 1 });
  });

  it("verifies the address it went to and no other", async () => {
    await sendTo();
    const code = await received();
    await call("PUT", `/users/${userId}`, { email: "other@example.com" });
    expect(await confirm(code)).toMatchObject({ outcome: "fail", reason: "CONTACT_CHANGED" });
  });

  it("that was never sent is told apart", async () => {
    expect(await confirm("123456")).toMatchObject({ outcome: "fail", reason: "NO_CODE", triesLeft: null });
  });

  it.each(["12345", "1234567", "abcdef", "१२३४५६"])("is six digits: %s is none", async (code) => {
    const path = `/users/${userId}/contacts/email/verification/confirm`;
    expect(await call("POST", path, { code })).toMatchObject({
      status: 422,
      json: { code: "VALIDATION_FAILED" },
    });
  });

  it("stands nowhere in the database, and is not there by a mere hash either", async () => {
    await sendTo();
    const [row] = await edge.database.select().from(contactCodes).where(eq(contactCodes.userId, userId));
    const waiting = await everythingStored(bindings.DB);
    const code = await received();
    expect(waiting).not.toContain(`"${code}"`);
    expect(waiting).not.toContain(address);
    const plain = new Uint8Array(
      await crypto.subtle.digest("SHA-256", new TextEncoder().encode(`${row?.id}|${code}`)),
    );
    expect(row?.mac).toMatch(/^[0-9a-f]{64}$/);
    expect(row?.mac).not.toBe([...plain].map((byte) => byte.toString(16).padStart(2, "0")).join(""));
    const [sent] = await edge.database.select().from(messages).where(eq(messages.userId, userId));
    expect(sent).toMatchObject({ state: "sent", content: null });
  });
});

describe("asking for codes", () => {
  it("is refused within a minute, with when to come back", async () => {
    await sendTo();
    clock.advance(20_000);
    const soon = await sendTo();
    expect(soon).toMatchObject({ status: 429, json: { code: "RATE_LIMIT_EXCEEDED" } });
    expect(soon.headers.get("retry-after")).toBe("40");
    clock.advance(40_000);
    expect((await sendTo()).status).toBe(202);
  });

  it("counts an address for all users who carry it", async () => {
    await sendTo();
    const twin = await aUser({ email: address.toUpperCase() });
    expect((await sendTo("email", twin)).status).toBe(429);
    expect((await sendTo("phone")).status).toBe(202);
  });

  it("is heard once of many at the same time", async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => sendTo()));
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 429, 429, 429, 429, 429]);
    expect(await deliverMessages(deps)).toMatchObject({ claimed: 1 });
  });

  it("is sent once for a request that is repeated with its key", async () => {
    const path = `/users/${userId}/contacts/email/verification`;
    const keyed = () => call("POST", path, undefined, { "idempotency-key": "the-same" });
    const first = await keyed();
    const second = await keyed();
    expect(second.json.data).toEqual(first.json.data);
    expect(second.headers.get("idempotency-replayed")).toBe("true");
    expect(await deliverMessages(deps)).toMatchObject({ claimed: 1 });
  });

  it("needs an address", async () => {
    const bare = await aUser({});
    expect(await sendTo("email", bare)).toMatchObject({
      status: 422,
      json: { code: "VALIDATION_FAILED", details: [{ field: "channel", code: "CONTACT_MISSING" }] },
    });
  });

  it("needs somebody who sends: outside of development there is no inbox to fall back on", async () => {
    const live = edgeApp(edge, contactEndpoints({ ...deps, inbox: null }));
    const path = `/v2/enroll/users/${userId}/contacts/email/verification`;
    expect(await ask(live, path, { method: "POST", token })).toMatchObject({
      status: 422,
      json: { details: [{ code: "SENDER_NOT_CONFIGURED" }] },
    });
  });

  it("finds no user of another tenant", async () => {
    const strange = await aToken(edge, { tenantId: await aTenant(edge) });
    const path = `/v2/enroll/users/${userId}/contacts/email/verification`;
    expect((await ask(app, path, { method: "POST", token: strange })).status).toBe(404);
    const body = { code: "123456" };
    expect((await ask(app, `${path}/confirm`, { method: "POST", token: strange, body })).status).toBe(404);
  });
});

describe("a person's rights and contacts", () => {
  it("an export tells what was verified and which messages were sent", async () => {
    await sendTo();
    await confirm(await received());
    const data = await exportUser(deps, aCaller(tenantId), userId);
    expect(exportData.safeParse(data).error?.issues ?? []).toEqual([]);
    expect(data.user.verifiedContacts.email).not.toBeNull();
    expect(data.messages).toMatchObject([{ channel: "email", state: "sent" }]);
  });

  it("an erasure takes codes, what was verified, and messages that wait", async () => {
    await sendTo();
    await confirm(await received());
    await sendTo("phone");
    await eraseUser(deps, aCaller(tenantId), userId);
    expect(await deliverMessages(deps)).toMatchObject({ claimed: 0 });
    for (const table of [contactCodes, verifiedContacts, messages]) {
      expect(await edge.database.select().from(table).where(eq(table.userId, userId))).toEqual([]);
    }
    expect((await sendTo()).status).toBe(404);
  });

  it("codes are forgotten after a day", async () => {
    await sendTo();
    const kept = () => edge.database.select().from(contactCodes).where(eq(contactCodes.userId, userId));
    await purgeCodes({ ...edge, clock: () => clock() + 86_300_000 });
    expect(await kept()).toHaveLength(1);
    await purgeCodes({ ...edge, clock: () => clock() + 86_400_001 });
    expect(await kept()).toHaveLength(0);
  });
});
