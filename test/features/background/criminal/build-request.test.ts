import { describe, expect, it } from "vitest";
import { buildPoll, buildRequest } from "../../../../src/features/background/criminal/build-request.ts";
import { providerConfig } from "../../../../src/features/background/criminal/provider-config.ts";
import { fieldsOf } from "../../../../src/features/background/criminal/subject-fields.ts";
import { verifikAsHttp } from "../../../../src/features/background/criminal/verifik.ts";
import type { Subject } from "../../../../src/features/background/sought-subject.ts";
import { parsedConfig } from "./support.ts";

const subject = (over: Partial<Subject> = {}): Subject => ({
  type: "person",
  fullName: "Ana Ruiz",
  otherNames: [],
  dateOfBirth: "1990-01-15",
  sex: null,
  nationality: "CO",
  identifiers: [{ type: "CC", country: "CO", number: "1020304050" }],
  ...over,
});
const fields = (over: Partial<Subject> = {}, jurisdiction = "CO") =>
  fieldsOf(
    { subject: subject(over), jurisdiction, purpose: "onboarding", consentId: null, checkId: "bgc_1" },
    "https://enroll.test/callbacks/t",
  );
const ask = (over: Record<string, unknown>) => {
  const source = parsedConfig({}, { ask: { method: "POST", url: "https://r.test/q", ...over } }).sources[0];
  if (!source) throw new Error("no source");
  return source.ask;
};

describe("a request to a provider", () => {
  it("is Verifik's documented GET with the type and number of the Colombian document", () => {
    const config = providerConfig.parse({ kind: "verifik", token: "t" });
    const [police] = verifikAsHttp(config as Parameters<typeof verifikAsHttp>[0]).sources;
    expect(police && buildRequest(police.ask, fields())).toEqual({
      method: "GET",
      url: "https://api.verifik.co/v2/co/policia/consultar?documentType=CC&documentNumber=1020304050",
      body: null,
    });
  });

  it("puts fields where the pointers say, dates as the register writes them", () => {
    const request = buildRequest(
      ask({
        body: {
          "/person/born": { from: "dateOfBirth", dateFormat: "DD/MM/YYYY" },
          "/person/id~1number": { from: "documentNumber" },
          "/kind": { value: 7 },
          "/consent": { from: "consentId", optional: true },
        },
      }),
      fields(),
    );
    expect(JSON.parse(request?.body ?? "")).toEqual({
      person: { born: "15/01/1990", "id/number": "1020304050" },
      kind: 7,
    });
  });

  it("escapes what stands in the path, so that no value leaves its place", () => {
    const url = buildRequest(
      ask({ url: "https://r.test/p/{fullName}/x" }),
      fields({ fullName: "a/../b?c#d" }),
    )?.url;
    expect(url).toBe("https://r.test/p/a%2F..%2Fb%3Fc%23d/x");
  });

  it.each([
    ["no document of the jurisdiction", fields({}, "AR"), { from: "documentNumber" }],
    [
      "a type of document that the provider does not know",
      fields(),
      { from: "documentType", map: { CE: "CE" } },
    ],
    [
      "a type named as a property of every object",
      fields({ identifiers: [{ type: "toString", country: "CO", number: "1" }] }),
      { from: "documentType", map: { CC: "CC" } },
    ],
    ["no date of birth", fields({ dateOfBirth: null }), { from: "dateOfBirth" }],
    ["no consent", fields(), { from: "consentId" }],
  ])("is not made with %s", (_what, known, rule) => {
    expect(buildRequest(ask({ body: { "/x": rule } }), known)).toBeNull();
  });

  it.each([".", ".."])("is not made with %s in its path", (fullName) => {
    expect(buildRequest(ask({ url: "https://r.test/p/{fullName}" }), fields({ fullName }))).toBeNull();
  });

  it("takes a number without a country only as the one number of the country's own person", () => {
    const own = [{ number: "1020304050" }];
    expect(fields({ identifiers: own }).documentNumber).toBe("1020304050");
    expect(fields({ identifiers: own, nationality: "PE" }).documentNumber).toBeUndefined();
    expect(fields({ identifiers: [...own, { number: "2" }] }).documentNumber).toBeUndefined();
  });

  it("polls by the ticket, and not without it", () => {
    const poll = parsedConfig().sources[0]?.poll;
    if (!poll) throw new Error("no poll");
    expect(buildPoll(poll, { ticket: "a b" })?.url).toBe("https://registers.enroll-tests.net/queries/a%20b");
    expect(buildPoll(poll, {})).toBeNull();
  });
});
