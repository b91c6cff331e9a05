import { beforeEach, describe, expect, it, vi } from "vitest";
import { deliverMessages } from "../../../../src/features/messages/deliver.ts";
import { openDevelopmentInbox } from "../../../../src/features/messages/development-inbox.ts";
import { planAdvance } from "../../../../src/features/users/advance.ts";
import { confirmCode } from "../../../../src/features/users/contacts/confirm-code.ts";
import { sendCode } from "../../../../src/features/users/contacts/send-code.ts";
import { createPolicy } from "../../../../src/features/users/policies.ts";
import { createPolicyBody } from "../../../../src/features/users/policy-schemas.ts";
import { readStatus } from "../../../../src/features/users/read.ts";
import { updateUserBody } from "../../../../src/features/users/schemas.ts";
import { editUser } from "../../../../src/features/users/update.ts";
import type { Caller } from "../../../../src/kernel/caller.ts";
import { commitWithRetry } from "../../../../src/records/commit.ts";
import { messages } from "../../../../src/storage/tables/messages.ts";
import { aCaller, aTenant, testDeps } from "../../../support/deps.ts";
import { eventsOf } from "../../../support/traces.ts";
import { aCheck, aUser } from "../../../support/users.ts";

vi.spyOn(console, "log").mockImplementation(() => undefined);
const real = testDeps();
const inbox = openDevelopmentInbox(real.clock);
const deps = {
  ...real,
  fetch: async () => new Response("none", { status: 500 }),
  resolve: async () => [],
  random: () => 0.5,
  development: true,
  ownHosts: [],
  email: null,
  emailFrom: {},
  inbox,
  publicUrl: null,
};

let caller: Caller;
let userId: string;
beforeEach(async () => {
  await deps.database.delete(messages);
  caller = aCaller(await aTenant(deps));
  const body = {
    id: "pol_mail",
    requirements: ["document"],
    requireVerifiedContact: ["email"],
    activate: true,
  };
  await createPolicy(deps, caller, createPolicyBody.parse(body));
  userId = await aUser(deps, caller, { email: "ana@example.com", policyId: "pol_mail" });
});

const bringDocument = () =>
  commitWithRetry(deps, caller, async () => {
    const { statements, events } = await planAdvance(deps, caller, userId, [aCheck("document")]);
    return { result: null, change: { statements, audit: [], events, answer: { status: 200, data: null } } };
  });
async function verifyMail() {
  deps.clock.advance(60_000);
  await sendCode(deps, caller, { userId, channel: "email" });
  await deliverMessages(deps);
  const code = /\b\d{6}\b/.exec(inbox.list()[0]?.text ?? "")?.[0] ?? "";
  return confirmCode(deps, caller, { userId, channel: "email", code });
}
const standing = async () => {
  const { status, decision } = await readStatus(deps, caller, userId);
  return [status, decision?.reasons.map(({ code }) => code) ?? []];
};

describe("a user whose policy wants the mail address verified", () => {
  it("waits for the code after everything else, and is approved by it", async () => {
    await bringDocument();
    expect(await standing()).toEqual(["requires_input", ["CONTACT_UNVERIFIED"]]);
    expect(await verifyMail()).toMatchObject({ outcome: "pass" });
    expect(await standing()).toEqual(["approved", []]);
    expect((await eventsOf(deps.database, userId)).map(({ type }) => type)).toEqual([
      "user.created",
      "user.processing",
      "user.requires_input",
      "user.updated",
      "user.processing",
      "user.approved",
    ]);
  });

  it("is approved at once when the code came first", async () => {
    await verifyMail();
    expect(await standing()).toEqual(["created", []]);
    await bringDocument();
    expect(await standing()).toEqual(["approved", []]);
  });

  it("goes to a person's eyes when an approved user's address becomes one that nobody verified", async () => {
    await verifyMail();
    await bringDocument();
    const change = (body: object) =>
      editUser(deps, caller, { ...updateUserBody.parse(body), userId, ifMatch: null });
    await change({ phone: "+573001234567" });
    expect((await standing())[0]).toBe("approved");
    await change({ email: "other@example.com" });
    expect(await standing()).toEqual(["in_review", ["CONTACT_UNVERIFIED"]]);
  });
});

describe("the field of a policy", () => {
  it.each([[[]], [["email", "email"]], [["fax"]]])("takes no %j", (requireVerifiedContact) => {
    const body = { id: "pol_x", requirements: ["document"], requireVerifiedContact };
    expect(createPolicyBody.safeParse(body).success).toBe(false);
  });
});
