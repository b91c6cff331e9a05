import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { cloudflareEmail } from "../../../src/features/messages/cloudflare-email.ts";
import { deliverMessages, messagesAfterHint, purgeMessages } from "../../../src/features/messages/deliver.ts";
import type { MessagesDeps } from "../../../src/features/messages/deps.ts";
import { openDevelopmentInbox } from "../../../src/features/messages/development-inbox.ts";
import type { MessageContent } from "../../../src/features/messages/port.ts";
import { queueMessage, withdrawMessages } from "../../../src/features/messages/queue-message.ts";
import { sendersBody } from "../../../src/features/messages/schemas.ts";
import { readSenders, updateSenders } from "../../../src/features/messages/update-senders.ts";
import { createUser } from "../../../src/features/users/create.ts";
import { createUserBody } from "../../../src/features/users/schemas.ts";
import { mountInbox } from "../../../src/http/pages/mount-inbox.ts";
import { fromBase64, toBase64, utf8 } from "../../../src/kernel/bytes.ts";
import type { Caller } from "../../../src/kernel/caller.ts";
import type { Statement } from "../../../src/storage/database.ts";
import { messages } from "../../../src/storage/tables/messages.ts";
import { aCaller, aTenant, bindings, testClock, testDeps } from "../../support/deps.ts";
import { edgeApp, edgeDeps } from "../../support/edge.ts";
import { auditOf, everythingStored } from "../../support/traces.ts";

interface Asked {
  url: string;
  headers: Headers;
  body: string;
}

let asked: Asked[];
let answer: () => Response | Promise<Response>;
let deps: MessagesDeps & ReturnType<typeof testDeps>;
let caller: Caller;
let userId: string;
let secret: string;

beforeEach(async () => {
  asked = [];
  answer = () => new Response("ok");
  const real = testDeps(testClock());
  deps = {
    ...real,
    fetch: async (url, init) => {
      asked.push({ url: `${url}`, headers: new Headers(init?.headers), body: `${init?.body}` });
      return answer();
    },
    resolve: async () => ["93.184.215.14"],
    random: () => 0.5,
    development: false,
    ownHosts: [],
    email: null,
    emailFrom: {},
    inbox: null,
  };
  // Runs send the messages of all tenants: what an earlier test left is taken away.
  await deps.database.delete(messages);
  caller = aCaller(await aTenant(deps));
  userId = (await createUser(deps, caller, createUserBody.parse({ email: "ana@example.com" }))).id;
  const configured = await configure({ email: { kind: "http", url: "https://mail.example.com/send" } });
  secret = configured.email?.kind === "http" ? (configured.email.secret ?? "") : "";
});

const configure = (body: object, ifMatch: string | null = null) =>
  updateSenders(deps, caller, { body: sendersBody.parse(body), ifMatch });
const CONTENT: MessageContent = {
  to: "ana@example.com",
  subject: "Banco: 012345 es su código",
  text: "Banco: 012345",
  html: "<p>012345</p>",
  from: { name: "Banco", replyTo: null },
  locale: "es",
};
const run = (statements: Statement[]) =>
  deps.database.batch(statements as [Statement, ...Statement[]]) as Promise<unknown>;
async function queued(more: { lifeMs?: number } = {}): Promise<string> {
  const now = deps.clock();
  const key = await deps.vault.subjectKey(caller.tenantId, userId);
  if (!key) throw new Error("no key");
  const owner = { tenantId: caller.tenantId, userId };
  const message = { channel: "email" as const, content: CONTENT, expiresAt: now + (more.lifeMs ?? 600_000) };
  const { id, statement } = await queueMessage(deps.database, key, owner, message, now);
  await run([statement]);
  return id;
}
const rowOf = async (id: string) =>
  (await deps.database.select().from(messages).where(eq(messages.id, id)))[0];

describe("a message by a provider of the tenant's own", () => {
  it("is one POST, signed, with the message's id as its own", async () => {
    const id = await queued();
    expect(await deliverMessages(deps)).toMatchObject({ claimed: 1, sent: 1, nextAt: null });
    expect(asked).toHaveLength(1);
    const [{ url, headers, body }] = asked as [Asked];
    expect(url).toBe("https://mail.example.com/send");
    expect(JSON.parse(body)).toMatchObject({
      id,
      type: "message.send",
      data: { channel: "email", ...CONTENT },
    });
    expect(JSON.parse(body).data).not.toHaveProperty("tenantId");
    const key = await crypto.subtle.importKey(
      "raw",
      fromBase64(secret.slice("whsec_".length)) ?? new Uint8Array(),
      { name: "HMAC", hash: "SHA-256" },
      false,
      ["sign"],
    );
    const signed = `${id}.${headers.get("webhook-timestamp")}.${body}`;
    const mac = toBase64(new Uint8Array(await crypto.subtle.sign("HMAC", key, utf8(signed))));
    expect(headers.get("webhook-signature")).toBe(`v1,${mac}`);
    expect(headers.get("webhook-id")).toBe(id);
  });

  it("is sealed while it waits, and forgotten once it went", async () => {
    const id = await queued();
    const stored = await everythingStored(bindings.DB);
    expect(stored).not.toContain("012345");
    expect(stored).not.toContain("ana@example.com");
    await deliverMessages(deps);
    expect(await rowOf(id)).toMatchObject({ state: "sent", content: null, attempts: 1 });
    const trace = await auditOf(deps.database, caller.tenantId);
    expect(trace.at(-1)).toMatchObject({
      action: "message.sent",
      actor: "system:messages",
      targetId: userId,
      details: { channel: "email", attempts: 1 },
    });
  });

  it.each([
    ["answers 500", () => new Response("no", { status: 500 })],
    ["redirects", () => new Response(null, { status: 302, headers: { location: "http://127.0.0.1/" } })],
    ["cannot be reached", () => Promise.reject(new Error("down"))],
  ])("is tried again with the same id when it %s", async (_what, fault) => {
    answer = fault;
    const id = await queued();
    expect(await deliverMessages(deps)).toMatchObject({ failed: 1, nextAt: deps.clock() + 2_000 });
    expect(await deliverMessages(deps)).toMatchObject({ claimed: 0 });
    answer = () => new Response("ok");
    deps.clock.advance(2_000);
    expect(await deliverMessages(deps)).toMatchObject({ sent: 1 });
    expect(asked.map(({ headers }) => headers.get("webhook-id"))).toEqual([id, id]);
    expect(await rowOf(id)).toMatchObject({ state: "sent", attempts: 2 });
  });

  it("is given up when it would come too late, and says why it never went", async () => {
    answer = () => new Response("no", { status: 503 });
    const id = await queued();
    for (let round = 0; round < 12; round++) {
      await deliverMessages(deps);
      deps.clock.advance(125_000);
    }
    expect(await rowOf(id)).toMatchObject({ state: "dead", content: null, lastError: "provider_failed" });
    expect((await auditOf(deps.database, caller.tenantId)).at(-1)).toMatchObject({
      action: "message.give_up",
    });
    expect(asked.length).toBeGreaterThan(3);
  });

  it("is not repeated when the provider refuses this very message", async () => {
    answer = () => new Response("no such number", { status: 422 });
    const id = await queued();
    expect(await deliverMessages(deps)).toMatchObject({ dead: 1, nextAt: null });
    expect(await rowOf(id)).toMatchObject({ state: "dead", lastError: "refused", content: null });
  });

  it("is not sent after its time, even once", async () => {
    const id = await queued({ lifeMs: 1_000 });
    deps.clock.advance(1_000);
    expect(await deliverMessages(deps)).toMatchObject({ dead: 1 });
    expect([asked.length, (await rowOf(id))?.lastError]).toEqual([0, "expired"]);
  });

  it("is sent by one of many runs at the same time", async () => {
    await queued();
    await queued();
    const runs = await Promise.all([deliverMessages(deps), deliverMessages(deps), deliverMessages(deps)]);
    expect(runs.reduce((total, { sent }) => total + sent, 0)).toBe(2);
    expect(asked).toHaveLength(2);
  });

  it("is sent by the next run when one dies on its way, and the dead run's result is not believed", async () => {
    const id = await queued();
    answer = async () => {
      // Another run takes it over, long after this one's lease.
      answer = () => new Response("ok");
      deps.clock.advance(100_000);
      expect(await deliverMessages(deps)).toMatchObject({ sent: 1 });
      return new Response("no", { status: 500 });
    };
    expect(await deliverMessages(deps)).toMatchObject({ late: 1 });
    expect(await rowOf(id)).toMatchObject({ state: "sent", attempts: 1 });
  });

  it("stays taken back, though a run was sending it", async () => {
    const id = await queued();
    answer = async () => {
      await run(withdrawMessages(deps.database, caller.tenantId, [id]));
      return new Response("no", { status: 500 });
    };
    expect(await deliverMessages(deps)).toMatchObject({ late: 1 });
    expect(await rowOf(id)).toMatchObject({ state: "dropped", content: null });
  });

  it("goes to no address that has become a private one", async () => {
    deps.resolve = async () => ["10.0.0.7"];
    const id = await queued();
    expect(await deliverMessages(deps)).toMatchObject({ dead: 1 });
    expect([asked.length, (await rowOf(id))?.lastError]).toEqual([0, "url_not_allowed"]);
  });

  it("waits when the sender was taken away, and tells when to look again", async () => {
    const id = await queued();
    await configure({});
    expect(await messagesAfterHint(deps)).toBe(deps.clock() + 2_000);
    expect(await rowOf(id)).toMatchObject({ state: "pending", lastError: "not_configured" });
  });

  it("is forgotten a month after it ended", async () => {
    const id = await queued();
    await deliverMessages(deps);
    const later = (days: number) => ({ ...deps, clock: () => deps.clock() + days * 86_400_000 });
    await purgeMessages(later(29));
    expect(await rowOf(id)).toBeDefined();
    await purgeMessages(later(31));
    expect(await rowOf(id)).toBeUndefined();
  });
});

describe("who sends", () => {
  it("shows a signing secret once, keeps it, and turns it on demand", async () => {
    expect(secret).toMatch(/^whsec_/);
    expect(JSON.stringify(await readSenders(deps, caller))).not.toContain("whsec_");
    const same = await configure({ email: { kind: "http", url: "https://mail.example.com/v2" } });
    expect(same.email).toEqual({ kind: "http", url: "https://mail.example.com/v2" });
    const turned = await configure({
      email: { kind: "http", url: "https://mail.example.com/v2", rotateSecret: true },
    });
    expect(turned.email).toMatchObject({ secret: expect.stringMatching(/^whsec_/) });
    await queued();
    await deliverMessages(deps);
    // Both sign for a day.
    expect(asked.at(-1)?.headers.get("webhook-signature")?.split(" ")).toHaveLength(2);
    expect(await everythingStored(bindings.DB)).not.toContain(secret.slice(6));
  });

  it("is written on top of the version that was read alone", async () => {
    await expect(configure({}, "0")).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
    expect((await configure({}, "1")).version).toBe(2);
  });

  it.each([
    ["http://mail.example.com", "URL_NOT_HTTPS"],
    ["https://10.0.0.1/x", "URL_IP_LITERAL"],
    ["https://metadata.google.internal/", "URL_HOST_NOT_ALLOWED"],
    ["https://mail.example.com:9200/", "URL_PORT_NOT_ALLOWED"],
  ])("is not %s", async (url, code) => {
    await expect(configure({ phone: { kind: "http", url } })).rejects.toMatchObject({
      code: "VALIDATION_FAILED",
      details: [{ field: "phone.url", code }],
    });
  });

  it("asks for the scope of an admin", async () => {
    const few = { ...caller, scopes: ["users:write" as const] };
    await expect(readSenders(deps, few)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(
      updateSenders(deps, few, { body: sendersBody.parse({}), ifMatch: null }),
    ).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("mail by the platform", () => {
  const FROM = "no-reply@example.com";
  const byPlatform = (send: () => Promise<unknown>) => {
    const sent = vi.fn(send);
    deps = { ...deps, email: { send: sent }, emailFrom: { [FROM]: [caller.tenantId] } };
    return sent;
  };
  const useIt = () => configure({ email: { kind: "cloudflare_email", from: FROM } });

  it("goes out from the address that the operator opened, in the brand's name", async () => {
    const sent = byPlatform(async () => ({ messageId: "m1" }));
    await useIt();
    await queued();
    expect(await deliverMessages(deps)).toMatchObject({ sent: 1 });
    expect(sent).toHaveBeenCalledWith({
      to: "ana@example.com",
      from: { email: FROM, name: "Banco" },
      subject: CONTENT.subject,
      text: CONTENT.text,
      html: CONTENT.html,
    });
  });

  it("is refused for an address that is not opened to this tenant, and once it was taken back", async () => {
    await expect(useIt()).rejects.toMatchObject({
      details: [{ field: "email.from", code: "SENDER_NOT_ALLOWED" }],
    });
    const sent = byPlatform(async () => ({}));
    const stranger = aCaller(await aTenant(deps));
    const body = sendersBody.parse({ email: { kind: "cloudflare_email", from: FROM } });
    await expect(updateSenders(deps, stranger, { body, ifMatch: null })).rejects.toMatchObject({
      details: [{ code: "SENDER_NOT_ALLOWED" }],
    });
    await useIt();
    await queued();
    await deliverMessages({ ...deps, emailFrom: {} });
    expect(sent).not.toHaveBeenCalled();
  });

  it.each([
    ["E_RECIPIENT_SUPPRESSED", { error: "refused", again: false }],
    ["E_SENDER_NOT_VERIFIED", { error: "refused", again: false }],
    ["E_RATE_LIMIT_EXCEEDED", { error: "provider_failed", again: true }],
    ["E_DELIVERY_FAILED", { error: "provider_failed", again: true }],
  ])("reads the service's code %s", async (code, result) => {
    const binding = { send: () => Promise.reject(Object.assign(new Error("no"), { code })) };
    const message = { ...CONTENT, id: "msg_1", tenantId: "t", channel: "email" as const, expiresAt: 0 };
    expect(await cloudflareEmail(binding, FROM).send(message)).toEqual({ outcome: "failed", ...result });
  });
});

describe("the inbox on a developer's machine", () => {
  it("keeps an hour's messages once each, prints them, and shows them escaped", async () => {
    const clock = testClock();
    const printed = vi.spyOn(console, "log").mockImplementation(() => undefined);
    const inbox = openDevelopmentInbox(clock);
    const message = { ...CONTENT, id: "msg_1", tenantId: "t", channel: "email" as const, expiresAt: 0 };
    await inbox.send(message);
    await inbox.send(message);
    expect(printed).toHaveBeenCalledWith("[email to ana@example.com] Banco: 012345");
    printed.mockRestore();
    expect(inbox.list()).toHaveLength(1);

    const app = edgeApp(edgeDeps(), []);
    mountInbox(app, () => inbox.list().map((one) => ({ ...one, text: "<script>alert(1)</script>" })));
    const page = await app.request("/dev/inbox");
    const html = await page.text();
    expect(html).toContain("Mail to ana@example.com");
    expect(html).toContain("&lt;script&gt;alert(1)");
    expect(html).not.toContain("<script");
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
    clock.advance(3_600_000);
    expect(inbox.list()).toEqual([]);
  });
});
