import { describe, expect, test } from "vitest";
import { createUserBody, reviewBody, updateUserBody, userId } from "../../../src/features/users/schemas.ts";

const faultsOf = (body: unknown) => {
  const parsed = createUserBody.safeParse(body);
  return parsed.success
    ? []
    : parsed.error.issues.map(({ path, message, code }) => [path.join("."), message, code]);
};

const CONSENT = { scope: "biometric", version: "2026-01", acceptedAt: "2026-01-15T12:00:00Z" };

describe("a new user", () => {
  test("needs nothing, and gets the default policy", () => {
    expect(createUserBody.parse({})).toEqual({
      person: {},
      identifiers: [],
      policyId: "pol_default",
      consents: [],
      metadata: {},
    });
  });

  test("is kept in one form: names in NFC, numbers without signs, languages in their own capitals", () => {
    const parsed = createUserBody.parse({
      person: { givenNames: "  Rui\u0301z ", familyName: "Ñandú" },
      identifiers: [
        { type: "rut", country: "CL", number: "12.345.678-k" },
        { type: "CC", country: "CO", number: "１０２０ 304" },
      ],
      locale: "ES-co",
    });
    expect(parsed.person).toEqual({ givenNames: "Ruíz", familyName: "Ñandú" });
    expect(parsed.identifiers).toEqual([
      { type: "RUT", country: "CL", number: "12345678K" },
      { type: "CC", country: "CO", number: "1020304" },
    ]);
    expect(parsed.locale).toBe("es-CO");
  });

  test.each<[string, unknown, string]>([
    ["2023-02-29", { person: { dateOfBirth: "2023-02-29" } }, "person.dateOfBirth"],
    ["1900-02-29, as 1900 was no leap year", { person: { dateOfBirth: "1900-02-29" } }, "person.dateOfBirth"],
    ["31 April", { person: { dateOfBirth: "1990-04-31" } }, "person.dateOfBirth"],
    ["a date with a time", { person: { dateOfBirth: "1990-01-15T00:00:00Z" } }, "person.dateOfBirth"],
    ["a third sex letter outside ICAO's", { person: { sex: "N" } }, "person.sex"],
    ["the alpha-3 code", { person: { nationality: "COL" } }, "person.nationality"],
    ["UK, which is only reserved", { person: { nationality: "UK" } }, "person.nationality"],
    ["a country in small letters", { person: { nationality: "co" } }, "person.nationality"],
    ["an empty name", { person: { givenNames: "   " } }, "person.givenNames"],
    ["a lone surrogate", { person: { givenNames: "A\ud800" } }, "person.givenNames"],
    ["a control character", { person: { familyName: "Ru\u0007iz" } }, "person.familyName"],
    ["a name of 121 letters", { person: { familyName: "x".repeat(121) } }, "person.familyName"],
    ["a local phone number", { phone: "3001234567" }, "phone"],
    ["a phone number of 16 digits", { phone: "+1234567890123456" }, "phone"],
    ["a phone number that starts with 0", { phone: "+0300123456" }, "phone"],
    ["a mail address without a domain", { email: "ana@" }, "email"],
    ["a language that is none", { locale: "es_CO" }, "locale"],
    [
      "an address in no subdivision",
      { address: { country: "CO", subdivision: "DC" } },
      "address.subdivision",
    ],
    [
      "a subdivision of another country",
      { address: { country: "CO", subdivision: "CL-RM" } },
      "address.subdivision",
    ],
    ["a subdivision without its country", { address: { subdivision: "CO-DC" } }, "address.subdivision"],
    ["a consent without a version", { consents: [{ ...CONSENT, version: undefined }] }, "consents.0.version"],
    [
      "a consent of no date",
      { consents: [{ ...CONSENT, acceptedAt: "yesterday" }] },
      "consents.0.acceptedAt",
    ],
    [
      "a number of signs only",
      { identifiers: [{ type: "CC", country: "CO", number: ".-." }] },
      "identifiers.0.number",
    ],
    ["a number in metadata", { metadata: { n: 1 } }, "metadata.n"],
    [
      "51 keys of metadata",
      { metadata: Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`k${n}`, "v"])) },
      "metadata",
    ],
    ["an unknown field", { nickname: "A" }, ""],
    ["an unknown field inside", { person: { age: 30 } }, "person"],
    ["a status of the client's choice", { status: "approved" }, ""],
  ])("may not have %s", (_, body, path) => {
    expect(faultsOf(body).map(([at]) => at)).toEqual([path]);
  });

  test("may not have two numbers of one kind and country", () => {
    const twice = { type: "CC", country: "CO", number: "1" };
    expect(faultsOf({ identifiers: [twice, { ...twice, type: "cc", number: "2" }] })).toEqual([
      ["identifiers", "DUPLICATE", "custom"],
    ]);
  });
});

test("an update keeps apart what is left out from what is cleared", () => {
  expect(updateUserBody.parse({ email: null, person: { sex: null } })).toEqual({
    email: null,
    person: { sex: null },
  });
});

test("a reviewer who rejects or asks must say why", () => {
  expect(reviewBody.safeParse({ decision: "approve" }).success).toBe(true);
  expect(reviewBody.safeParse({ decision: "reject" }).success).toBe(false);
  expect(reviewBody.safeParse({ decision: "request_input", reasons: ["NAME_MISMATCH"] }).success).toBe(true);
  expect(reviewBody.safeParse({ decision: "reject", reasons: ["UGLY"] }).success).toBe(false);
});

test("only an id of a user's form is one", () => {
  expect(userId.safeParse(`usr_${"a".repeat(24)}`).success).toBe(true);
  for (const id of ["usr_1", `doc_${"a".repeat(24)}`, `usr_${"a".repeat(23)}/`, ""]) {
    expect(userId.safeParse(id).success).toBe(false);
  }
});
