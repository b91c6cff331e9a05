import { describe, expect, it } from "vitest";
import { readCompact } from "../../../src/http/tokens/compact.ts";
import { toBase64Url, utf8 } from "../../../src/kernel/bytes.ts";

const part = (value: unknown) => toBase64Url(utf8(JSON.stringify(value)));
const header = part({ alg: "ES256", kid: "k" });
const claims = part({ iss: "enroll" });
const signature = toBase64Url(new Uint8Array(64).fill(7));
const good = `${header}.${claims}.${signature}`;
const withHeader = (extra: object) => `${part({ alg: "ES256", ...extra })}.${claims}.${signature}`;

describe("the compact form of a token", () => {
  it("is read when it is plain", () => {
    expect(readCompact(good)).toEqual({
      header: { alg: "ES256", kid: "k" },
      unverifiedClaims: { iss: "enroll" },
    });
  });

  it.each([
    ["nothing", ""],
    ["two segments", `${header}.${claims}`],
    ["four segments", `${good}.${signature}`],
    ["the five of a JWE", `${header}.a.b.c.d`],
    ["an empty signature", `${header}.${claims}.`],
    ["an empty header", `.${claims}.${signature}`],
    ["a trailing line feed", `${good}\n`],
    ["a leading space", ` ${good}`],
    ["a line feed inside a segment", `${header}\n.${claims}.${signature}`],
    ["padding", `${header}==.${claims}.${signature}`],
    ["the alphabet of plain base64", `${header}.${claims}.${signature.slice(0, -1)}+`],
    ["spare bits set in the last character", `${header}.${claims}.${signature.slice(0, -1)}x`],
    ["a segment of an impossible length", `${header}.${claims}.${signature.slice(0, 85)}`],
    ["a header that is an array", `${part(["ES256"])}.${claims}.${signature}`],
    ["a header that is not JSON", `${toBase64Url(utf8("{alg}"))}.${claims}.${signature}`],
    ["a header that is not UTF-8", `${toBase64Url(Uint8Array.of(0x7b, 0xff, 0x7d))}.${claims}.${signature}`],
    ["claims that are a text", `${header}.${part("iss")}.${signature}`],
    ["claims that are null", `${header}.${part(null)}.${signature}`],
    ["alg none", withHeader({ alg: "none" })],
    ["alg NoNe", withHeader({ alg: "NoNe" })],
    ["no alg", `${part({ kid: "k" })}.${claims}.${signature}`],
    ["an alg that is a list", withHeader({ alg: ["ES256"] })],
    ["crit", withHeader({ crit: ["exp"] })],
    ["an empty crit", withHeader({ crit: [] })],
    ["b64 (RFC 7797)", withHeader({ b64: false })],
    ["its own key", withHeader({ jwk: { kty: "EC" } })],
    ["an address of keys", withHeader({ jku: "https://evil.test/keys" })],
    ["a certificate chain", withHeader({ x5c: ["MIIB"] })],
    ["an address of certificates", withHeader({ x5u: "https://evil.test/cert" })],
    ["encryption", withHeader({ enc: "A256GCM" })],
    ["more than 8 kB", `${header}.${part({ iss: "x".repeat(8_192) })}.${signature}`],
  ])("is refused with %s", (_name, token) => {
    expect(readCompact(token)).toBeNull();
  });
});
