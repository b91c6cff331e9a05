import { describe, expect, it } from "vitest";
import { providerConfig } from "../../../../src/features/background/criminal/provider-config.ts";
import { aConfig, ORIGIN, SECRET } from "./support.ts";

const [source] = aConfig().sources;
const issues = (config: unknown) =>
  (providerConfig.safeParse(config).error?.issues ?? []).map(
    ({ path, message }) => `${path.join(".")} ${message}`,
  );

describe("a provider's configuration", () => {
  it("is taken as it stands in these tests", () => {
    expect(issues(aConfig())).toEqual([]);
  });

  it.each([
    [
      "a host made of a person's data",
      { ask: { ...source?.ask, url: "https://{documentNumber}.net/" } },
      "sources.0.ask.url URL_MALFORMED",
    ],
    [
      "a field that nobody knows",
      { ask: { ...source?.ask, url: `${ORIGIN}/{password}` } },
      "sources.0.ask.url INVALID_CHOICE",
    ],
    ["a register that does not exist", { sourceId: "co_mars" }, "sources.0.sourceId INVALID_CHOICE"],
    [
      "polls without a ticket",
      { answer: { ...source?.answer, ticket: undefined } },
      "sources.0.answer.ticket REQUIRED",
    ],
    [
      "a signature that would not cover the request",
      { ask: { method: "GET", url: ORIGIN } },
      "sources.0.ask.method INVALID_CHOICE",
    ],
    [
      "a pointer to the prototype",
      { answer: { ...source?.answer, ticket: "/__proto__/x" } },
      "sources.0.answer.ticket INVALID_FORMAT",
    ],
  ])("is refused with %s", (_what, over, issue) => {
    expect(issues(aConfig({}, over))).toContain(issue);
  });

  it("is refused without any sign of no records: an empty list is not one by itself", () => {
    expect(issues(aConfig({}, { answer: { ...source?.answer, noRecords: [] } }))).toHaveLength(1);
  });

  it("is refused with a callback that nobody signs", () => {
    expect(issues(aConfig({ callbackSecret: undefined }))).toEqual(["callbackSecret REQUIRED"]);
  });

  it("is refused with one register twice", () => {
    expect(issues(aConfig({ sources: [source, source] }))).toEqual(["sources.1.sourceId DUPLICATE"]);
  });

  it.each(["Host", "content-length", "Cookie", "Idempotency-Key", "webhook-id", "x y"])(
    "does not let credentials be the header %s",
    (name) => {
      expect(issues(aConfig({ auth: { type: "header", name, value: SECRET } }))).toHaveLength(1);
    },
  );

  it("does not let a credential end its header", () => {
    expect(issues(aConfig({ auth: { type: "bearer", token: "a\r\nx-admin: 1" } }))).toHaveLength(1);
  });
});
