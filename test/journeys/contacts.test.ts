import { beforeAll, describe, expect, it, vi } from "vitest";
import { createApp } from "../../src/app.ts";
import { consume } from "../../src/queues.ts";
import { wire } from "../../src/wiring.ts";
import { aTenant, bindings, testClock } from "../support/deps.ts";
import { ask, aToken } from "../support/edge.ts";
import { aPictureInBase64 } from "../support/pictures.ts";

// The Worker as it is wired on a developer's machine, down to the queue's consumer and the inbox's page.
const deps = wire(bindings);
const app = createApp(deps);

let token: string;
beforeAll(async () => {
  vi.spyOn(console, "log").mockImplementation(() => undefined);
  const tools = { ...deps.records, settings: deps.settings, clock: testClock(Date.now()) };
  token = await aToken(tools, { tenantId: await aTenant(tools) });
});

const call = async (method: string, path: string, body?: unknown) => {
  const answer = await ask(app, `/v2/enroll${path}`, {
    method,
    token,
    ...(body === undefined ? {} : { body }),
  });
  expect(answer.json, path).toMatchObject({ success: true });
  return answer.json.data;
};
const page = async (path: string) => (await app.request(`https://enroll.test${path}`)).text();
const runQueue = () =>
  consume(deps, { queue: "enroll-webhooks", messages: [], ackAll() {} } as unknown as MessageBatch<unknown>);

describe("a tenant with a brand, and a person with a telephone", () => {
  it("goes from the brand to a verified telephone over HTTP", async () => {
    await call("PUT", "/branding", {
      displayName: "Banco del Sol & Mar",
      colors: { primary: "#0b4f9e" },
      images: { logo: { data: await aPictureInBase64({ width: 200, height: 80 }) } },
    });
    const { path } = await call("POST", "/branding/preview-links", {});
    expect(await page(path)).toContain("Banco del Sol &amp; Mar");

    const user = await call("POST", "/users/create", { phone: "+573005550199", locale: "en" });
    const base = `/users/${user.id}/contacts/phone/verification`;
    expect(await call("POST", base)).toMatchObject({ status: "pending" });
    await runQueue();

    const inbox = await page("/dev/inbox");
    expect(inbox).toContain("Text message to +573005550199");
    const code = /Banco del Sol &amp; Mar: (\d{6}) is your verification code/.exec(inbox)?.[1];
    expect(await call("POST", `${base}/confirm`, { code })).toMatchObject({ outcome: "pass" });
    expect((await call("GET", `/users/${user.id}`)).verifiedContacts.phone).not.toBeNull();
  });

  it("has no inbox in production", async () => {
    const live = createApp(wire({ ...bindings, ENVIRONMENT: "production" }));
    expect((await live.request("https://enroll.test/dev/inbox")).status).toBe(404);
  });
});
