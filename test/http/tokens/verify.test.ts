import {
  exportJWK,
  exportSPKI,
  generateKeyPair,
  generateSecret,
  importJWK,
  type JWTPayload,
  SignJWT,
} from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import type { ForeignIssuer } from "../../../src/env.ts";
import { type TrustedIssuer, trustIssuers } from "../../../src/http/tokens/issuers.ts";
import { verifyToken } from "../../../src/http/tokens/verify.ts";
import { toBase64Url, utf8 } from "../../../src/kernel/bytes.ts";
import { EnrollError } from "../../../src/kernel/errors.ts";
import { NOON, testDeps } from "../../support/deps.ts";
import { edgeDeps } from "../../support/edge.ts";

const { settings } = testDeps();
const now = NOON / 1000;
const foreign = (
  issuer: string,
  algorithm: ForeignIssuer["algorithms"][number],
  jwk: object,
): ForeignIssuer => ({
  issuer,
  audience: "enroll-api",
  algorithms: [algorithm],
  jwk: { ...jwk },
  tenantClaim: "org",
  scopeClaim: "permissions",
});

type Pair = Awaited<ReturnType<typeof generateKeyPair>>;
let rsa: Pair;
let ec: Pair;
let ed: Pair;
let stranger: Pair;
const secret = new Uint8Array(32).fill(9);
let issuers: Map<string, TrustedIssuer>;

beforeAll(async () => {
  rsa = await generateKeyPair("RS256", { extractable: true, modulusLength: 2048 });
  ec = await generateKeyPair("ES256", { extractable: true });
  ed = await generateKeyPair("EdDSA", { extractable: true });
  stranger = await generateKeyPair("ES256", { extractable: true });
  issuers = trustIssuers(
    {
      ...settings,
      FOREIGN_ISSUERS: [
        foreign("rsa", "RS256", await exportJWK(rsa.publicKey)),
        foreign("ec", "ES256", await exportJWK(ec.publicKey)),
        foreign("ed", "EdDSA", await exportJWK(ed.publicKey)),
        foreign("hmac", "HS256", { kty: "oct", k: toBase64Url(secret) }),
        { ...foreign("bound", "ES256", await exportJWK(ec.publicKey)), tenants: ["ten_theirs"] },
      ],
    },
    edgeDeps(),
  );
});

type Key = Parameters<InstanceType<typeof SignJWT>["sign"]>[0];
const sign = (alg: string, key: Key, claims: JWTPayload, header: object = {}) =>
  new SignJWT(claims).setProtectedHeader({ alg, ...header }).sign(key);
const base = { aud: "enroll-api", sub: "u", iat: now, exp: now + 900 };
const theirs = (iss: string, more: object = {}) => ({
  ...base,
  iss,
  org: "ten_a",
  permissions: ["users:read"],
  ...more,
});
const ours = (more: object = {}) => ({
  ...base,
  iss: "enroll",
  tenant: "ten_a",
  scope: "users:read",
  ...more,
});
const signOurs = async (claims: JWTPayload, header: object = {}) =>
  sign("ES256", await importJWK(settings.SIGNING_JWK, "ES256"), claims, {
    kid: "test-1",
    typ: "at+jwt",
    ...header,
  });
const codeOf = (token: string) =>
  verifyToken(token, issuers, NOON).then(
    () => "taken",
    (error) => (error instanceof EnrollError ? error.code : `fault: ${error}`),
  );

describe("a token", () => {
  it("of our own issuer names tenant, subject and the scopes we know", async () => {
    const token = await signOurs(ours({ scope: "users:read root users:write", jti: "j1" }));
    expect(await verifyToken(token, issuers, NOON)).toEqual({
      tenantId: "ten_a",
      subject: "u",
      scopes: ["users:read", "users:write"],
      jti: "j1",
      issuedAt: now,
      expiresAt: now + 900,
    });
  });

  it("of each foreign issuer is taken with the algorithm pinned for it", async () => {
    expect(await codeOf(await sign("RS256", rsa.privateKey, theirs("rsa")))).toBe("taken");
    expect(await codeOf(await sign("ES256", ec.privateKey, theirs("ec")))).toBe("taken");
    expect(await codeOf(await sign("EdDSA", ed.privateKey, theirs("ed")))).toBe("taken");
    expect(await codeOf(await sign("HS256", secret, theirs("hmac")))).toBe("taken");
  });

  it("may stand 30 seconds before or after its time, and not more", async () => {
    expect(await codeOf(await signOurs(ours({ exp: now - 29 })))).toBe("taken");
    expect(await codeOf(await signOurs(ours({ exp: now - 31 })))).toBe("TOKEN_EXPIRED");
    expect(await codeOf(await signOurs(ours({ iat: now + 29 })))).toBe("taken");
    expect(await codeOf(await signOurs(ours({ iat: now + 31 })))).toBe("UNAUTHORIZED");
    expect(await codeOf(await signOurs(ours({ nbf: now + 31 })))).toBe("UNAUTHORIZED");
  });

  it.each([
    ["no exp", { exp: undefined }],
    ["no iat", { iat: undefined }],
    ["no sub", { sub: undefined }],
    ["no aud", { aud: undefined }],
    ["no tenant", { tenant: undefined }],
    ["an empty tenant", { tenant: "" }],
    ["a tenant that is a list", { tenant: ["ten_a"] }],
    ["a tenant with a space", { tenant: "ten a" }],
    ["a tenant with a line feed", { tenant: "ten_a\n" }],
    ["a tenant of 256 characters", { tenant: "t".repeat(256) }],
    ["an empty sub", { sub: "" }],
    ["a sub of 256 characters", { sub: "u".repeat(256) }],
    ["a sub that is a number", { sub: 7 }],
    ["a jti that is a number", { jti: 7 }],
    ["another audience", { aud: "other-api" }],
    ["an exp that is a text", { exp: `${now + 900}` }],
    ["an iat that is a text", { iat: `${now}` }],
    ["an issuer nobody knows", { iss: "unknown" }],
    ["an issuer that is a list", { iss: ["enroll"] }],
    ["no issuer", { iss: undefined }],
  ])("with %s is not taken", async (_name, change) => {
    const claims = Object.fromEntries(
      Object.entries(ours(change)).filter(([, value]) => value !== undefined),
    );
    // Signed over raw claims: jose itself refuses to make some of these.
    const key = await importJWK(settings.SIGNING_JWK, "ES256");
    const signing = `${toBase64Url(utf8(JSON.stringify({ alg: "ES256", kid: "test-1", typ: "at+jwt" })))}.${toBase64Url(utf8(JSON.stringify(claims)))}`;
    const signature = await crypto.subtle.sign(
      { name: "ECDSA", hash: "SHA-256" },
      key as CryptoKey,
      utf8(signing),
    );
    expect(await codeOf(`${signing}.${toBase64Url(new Uint8Array(signature))}`)).toBe("UNAUTHORIZED");
  });

  it("signed by a stranger, or by one issuer in another's name, is not taken", async () => {
    expect(
      await codeOf(await sign("ES256", stranger.privateKey, ours(), { kid: "test-1", typ: "at+jwt" })),
    ).toBe("UNAUTHORIZED");
    expect(await codeOf(await sign("ES256", ec.privateKey, ours(), { kid: "test-1", typ: "at+jwt" }))).toBe(
      "UNAUTHORIZED",
    );
    expect(await codeOf(await sign("ES256", ec.privateKey, theirs("bound")))).toBe("UNAUTHORIZED");
    expect(await codeOf(await sign("ES256", ec.privateKey, theirs("bound", { org: "ten_theirs" })))).toBe(
      "taken",
    );
  });

  it("with a kid of ours that does not exist is not taken", async () => {
    expect(await codeOf(await signOurs(ours(), { kid: "test-2" }))).toBe("UNAUTHORIZED");
    expect(await codeOf(await signOurs(ours(), { kid: "../test-1" }))).toBe("UNAUTHORIZED");
  });

  it("of another type, such as a receipt signed with the same key, is not taken", async () => {
    expect(await codeOf(await signOurs(ours(), { typ: "receipt+jwt" }))).toBe("UNAUTHORIZED");
    expect(await codeOf(await signOurs(ours(), { typ: undefined }))).toBe("UNAUTHORIZED");
  });

  it("cannot turn a public key into an HMAC secret (algorithm confusion)", async () => {
    const pem = utf8(await exportSPKI(rsa.publicKey));
    expect(await codeOf(await sign("HS256", pem, theirs("rsa")))).toBe("UNAUTHORIZED");
    const modulus = utf8((await exportJWK(rsa.publicKey)).n ?? "");
    expect(await codeOf(await sign("HS256", modulus, theirs("rsa")))).toBe("UNAUTHORIZED");
  });

  it("cannot choose another algorithm of its own key's kind", async () => {
    const pss = await importJWK(await exportJWK(rsa.privateKey), "PS256");
    expect(await codeOf(await sign("PS256", pss, theirs("rsa")))).toBe("UNAUTHORIZED");
    const long = (await generateSecret("HS512", { extractable: true })) as CryptoKey;
    expect(await codeOf(await sign("HS512", long, theirs("hmac")))).toBe("UNAUTHORIZED");
  });

  it("is not taken once a bit of it changes", async () => {
    const token = await signOurs(ours());
    const [header, , signature] = token.split(".");
    const richer = toBase64Url(utf8(JSON.stringify(ours({ scope: "admin" }))));
    expect(await codeOf(`${header}.${richer}.${signature}`)).toBe("UNAUTHORIZED");
    const zeros = toBase64Url(new Uint8Array(64));
    expect(await codeOf(`${token.slice(0, token.lastIndexOf("."))}.${zeros}`)).toBe("UNAUTHORIZED");
  });
});

describe("the configuration of issuers", () => {
  const configure = (...issuer: ForeignIssuer[]) =>
    trustIssuers({ ...settings, FOREIGN_ISSUERS: issuer }, edgeDeps());

  it.each([
    ["two algorithms", { algorithms: ["RS256", "HS256"] as ForeignIssuer["algorithms"] }],
    ["a secret under 256 bit", { jwk: { kty: "oct", k: toBase64Url(new Uint8Array(31).fill(1)) } }],
    ["a secret padded with zeros to 256 bit", { jwk: { kty: "oct", k: toBase64Url(new Uint8Array(32)) } }],
    ["a key of another kind", { jwk: { kty: "EC", crv: "P-256", x: "AA", y: "AA" } }],
    ["no key", { jwk: undefined }],
    ["a secret at an address", { jwk: undefined, jwksUrl: "https://idp.test/keys" }],
    ["our own name", { issuer: "enroll" }],
  ])("is refused with %s", (_name, change) => {
    const good = foreign("x", "HS256", { kty: "oct", k: toBase64Url(secret) });
    expect(() => configure(good)).not.toThrow();
    expect(() => configure({ ...good, ...change } as ForeignIssuer)).toThrow(/^configuration:/);
  });

  it("is refused with an RSA key that is short, has a small exponent, or is private", async () => {
    const strong = await exportJWK(rsa.publicKey);
    const short = await exportJWK(
      (await crypto.subtle
        .generateKey(
          {
            name: "RSASSA-PKCS1-v1_5",
            modulusLength: 1024,
            publicExponent: Uint8Array.of(1, 0, 1),
            hash: "SHA-256",
          },
          true,
          ["sign", "verify"],
        )
        .then((pair) => (pair as CryptoKeyPair).publicKey)) as CryptoKey,
    );
    expect(() => configure(foreign("x", "RS256", strong))).not.toThrow();
    expect(() => configure(foreign("x", "RS256", short))).toThrow(/weak/);
    expect(() => configure(foreign("x", "RS256", { ...strong, e: "Aw" }))).toThrow(/weak/);
    const padded = toBase64Url(new Uint8Array(256).fill(1, 200));
    expect(() => configure(foreign("x", "RS256", { ...strong, n: padded }))).toThrow(/weak/);
    expect(() => configure(foreign("x", "RS256", { ...strong, d: "AQ" }))).toThrow(/weak/);
    expect(() => configure(foreign("x", "RS256", { ...strong, use: "enc" }))).toThrow(/weak/);
  });
});
