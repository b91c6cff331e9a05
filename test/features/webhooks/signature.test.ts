import { Webhook } from "standardwebhooks";
import { describe, expect, it } from "vitest";
import { newSigningSecret, publicKeyOf, signatureHeader } from "../../../src/features/webhooks/signature.ts";
import { fromBase64, utf8 } from "../../../src/kernel/bytes.ts";

/** Vectors of the Standard Webhooks libraries (v1) and of the Svix server's own test of asymmetric keys (v1a). */
const JAVASCRIPT = {
  source: "standard-webhooks, libraries/javascript, `sign function works`",
  secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
  content: { id: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestampSeconds: 1614265330, body: '{"test": 2432232314}' },
  signature: "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
};
const RUST = {
  source: "standard-webhooks, libraries/rust, `test_sign`; its secret has a +",
  secret: "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD",
  content: {
    id: "msg_27UH4WbU6Z5A5EzD8u03UvzRbpk",
    timestampSeconds: 1649367553,
    body: '{"email":"test@example.com","username":"test_user"}',
  },
  signature: "v1,tZ1I4/hDygAJgO5TYxiSd6Sd0kDW6hPenDe+bTa3Kkw=",
};
const ASYMMETRIC = {
  source: "svix-server, `test_asymmetric_key_signing`",
  secret: "whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==",
  content: JAVASCRIPT.content,
  signature: "v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg==",
};

const bytesOf = (base64: string) => fromBase64(base64) ?? new Uint8Array();

describe("the signature", () => {
  for (const { source, secret, content, signature } of [JAVASCRIPT, RUST, ASYMMETRIC]) {
    it(`is the published one: ${source}`, async () => {
      expect(await signatureHeader([secret], content)).toBe(signature);
    });
  }

  it("holds one signature a secret during a rotation, newest first", async () => {
    const header = await signatureHeader([RUST.secret, JAVASCRIPT.secret], JAVASCRIPT.content);
    const [newest, previous] = header.split(" ");
    expect(previous).toBe(JAVASCRIPT.signature);
    expect(newest).toMatch(/^v1,/);
    expect(newest).not.toBe(previous);
  });

  it("is accepted by the standardwebhooks package, and not over a body changed by one byte", async () => {
    const secret = await newSigningSecret("v1");
    const body = '{"id":"evt_1","data":{"object":{"name":"Ñandú"}}}';
    const timestampSeconds = Math.floor(Date.now() / 1000);
    const headers = {
      "webhook-id": "evt_1",
      "webhook-timestamp": `${timestampSeconds}`,
      "webhook-signature": await signatureHeader([secret], { id: "evt_1", timestampSeconds, body }),
    };
    expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
    expect(() => new Webhook(secret).verify(body.replace("evt_1", "evt_2"), headers)).toThrow(
      "No matching signature found",
    );
  });
});

describe("a fresh secret", () => {
  it("is whsec_ and 32 random bytes", async () => {
    const secret = await newSigningSecret("v1");
    expect(fromBase64(secret.replace("whsec_", ""))).toHaveLength(32);
    expect(secret).not.toBe(await newSigningSecret("v1"));
    expect(publicKeyOf(secret)).toBeNull();
  });

  it("is for v1a a key pair whose public half verifies what the private half signs", async () => {
    const secret = await newSigningSecret("v1a");
    const publicKey = publicKeyOf(secret) ?? "";
    expect(publicKey).toMatch(/^whpk_/);
    const key = await crypto.subtle.importKey("raw", bytesOf(publicKey.slice(5)), "Ed25519", false, [
      "verify",
    ]);
    const header = await signatureHeader([secret], { id: "evt_1", timestampSeconds: 5, body: "{}" });
    const bytes = bytesOf(header.replace("v1a,", ""));
    expect(await crypto.subtle.verify("Ed25519", key, bytes, utf8("evt_1.5.{}"))).toBe(true);
    expect(await crypto.subtle.verify("Ed25519", key, bytes, utf8("evt_1.6.{}"))).toBe(false);
  });

  it("derives the published public key", () => {
    expect(publicKeyOf(ASYMMETRIC.secret)).toBe("whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=");
  });
});
