import { describe, expect, it } from "vitest";
import { acceptImage } from "../../../src/features/uploads/accept-image.ts";
import { createUpload } from "../../../src/features/uploads/create.ts";
import { expireUploads } from "../../../src/features/uploads/expire.ts";
import type { Picture } from "../../../src/features/uploads/schemas.ts";
import { sha256Hex, toBase64, utf8 } from "../../../src/kernel/bytes.ts";
import { newId } from "../../../src/kernel/ids.ts";
import { aCaller, aTenant, bindings, testDeps } from "../../support/deps.ts";
import { aPng } from "../../support/pictures.ts";

const DAY_MS = 86_400_000;

async function aDoor() {
  const deps = testDeps();
  const caller = aCaller(await aTenant(deps));
  return { deps, caller };
}

const contains = (bytes: Uint8Array, text: string) => new TextDecoder("latin1").decode(bytes).includes(text);

describe("a picture in base64", () => {
  it("is taken without its metadata, and named by the hash of what was sent", async () => {
    const { deps, caller } = await aDoor();
    const sent = await aPng({ comment: "4.711,-74.0721" });
    const taken = await acceptImage(
      deps,
      caller,
      { data: toBase64(sent), mimeType: "image/png" },
      "images.0",
    );
    expect(taken.sha256).toBe(await sha256Hex(sent));
    expect(taken.facts).toMatchObject({ format: "png", width: 96, height: 96 });
    expect(contains(sent, "4.711")).toBe(true);
    expect(contains(taken.bytes, "4.711")).toBe(false);
  });

  const faults: [what: string, make: () => Promise<Picture>, code: string, field: string, detail: string][] =
    [
      [
        "is not base64",
        async () => ({ data: "%%%%" }),
        "UNREADABLE_IMAGE",
        "images.0.data",
        "INVALID_BASE64",
      ],
      [
        "has lost its padding",
        async () => ({ data: toBase64(await aPng()).slice(0, -1) }),
        "UNREADABLE_IMAGE",
        "images.0.data",
        "INVALID_BASE64",
      ],
      [
        "is a text",
        async () => ({ data: toBase64(utf8("no picture, but long enough to be sniffed")) }),
        "UNSUPPORTED_MEDIA",
        "images.0.data",
        "UNSUPPORTED_MEDIA",
      ],
      [
        "is another type than declared",
        async () => ({ data: toBase64(await aPng()), mimeType: "image/jpeg" }),
        "UNSUPPORTED_MEDIA",
        "images.0.data",
        "UNSUPPORTED_MEDIA",
      ],
      [
        "is cut short",
        async () => ({ data: toBase64((await aPng()).slice(0, 40)) }),
        "UNREADABLE_IMAGE",
        "images.0.data",
        "UNREADABLE_IMAGE",
      ],
      [
        "has a side under 64 pixels",
        async () => ({ data: toBase64(await aPng({ width: 63 })) }),
        "UNREADABLE_IMAGE",
        "images.0.data",
        "IMAGE_SIDE_TOO_SHORT",
      ],
      [
        "is above 8 MB, before it is decoded",
        async () => ({ data: "A".repeat(11_184_816) }),
        "PAYLOAD_TOO_LARGE",
        "images.0.data",
        "PAYLOAD_TOO_LARGE",
      ],
      [
        "is an upload nobody made",
        async () => ({ uploadId: newId("upl") }),
        "NOT_FOUND",
        "images.0.uploadId",
        "NOT_FOUND",
      ],
    ];
  it.each(faults)("that %s is refused by code and field", async (_what, make, code, field, detail) => {
    const { deps, caller } = await aDoor();
    await expect(acceptImage(deps, caller, await make(), "images.0")).rejects.toMatchObject({
      code,
      details: [{ field, code: detail }],
    });
  });
});

describe("an upload", () => {
  it("is taken by its id until it expires, and only by its tenant", async () => {
    const { deps, caller } = await aDoor();
    const sent = await aPng({ shade: 9 });
    const { id, sha256 } = await createUpload(deps, caller, sent);
    const taken = await acceptImage(deps, caller, { uploadId: id }, "image");
    expect([taken.sha256, taken.mimeType]).toEqual([sha256, "image/png"]);

    const stranger = aCaller(await aTenant(deps));
    await expect(acceptImage(deps, stranger, { uploadId: id }, "image")).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    deps.clock.advance(DAY_MS);
    await expect(acceptImage(deps, caller, { uploadId: id }, "image")).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  it("that an image editor saved is known as such, as if it had been sent along", async () => {
    const { deps, caller } = await aDoor();
    for (const [comment, editor] of [
      ["made with GIMP", "GIMP"],
      ["taken by a telephone", null],
    ] as const) {
      const sent = await aPng({ comment });
      const { id } = await createUpload(deps, caller, sent);
      const ahead = await acceptImage(deps, caller, { uploadId: id }, "image");
      const along = await acceptImage(deps, caller, { data: toBase64(sent) }, "image");
      expect(ahead.editedWith).toBe(editor);
      expect(ahead).toEqual(along);
    }
  });

  it("lies in R2 sealed: neither its bytes nor its metadata can be found there", async () => {
    const { deps, caller } = await aDoor();
    const sent = await aPng({ comment: "SecretPlace" });
    const { id } = await createUpload(deps, caller, sent);
    const object = await bindings.IMAGES.get(`${caller.tenantId}/${id}/upload/original`);
    const stored = new Uint8Array(await (object as R2ObjectBody).arrayBuffer());
    expect(contains(stored, "PNG") || contains(stored, "SecretPlace")).toBe(false);
  });

  it("that is no picture leaves nothing behind", async () => {
    const { deps, caller } = await aDoor();
    await expect(createUpload(deps, caller, utf8("GIF89a, or so it says"))).rejects.toMatchObject({
      code: "UNSUPPORTED_MEDIA",
    });
    const { objects } = await bindings.IMAGES.list({ prefix: caller.tenantId });
    expect(objects).toEqual([]);
  });

  it("leaves picture, row and key behind for no longer than its day", async () => {
    const { deps, caller } = await aDoor();
    const old = await createUpload(deps, caller, await aPng());
    deps.clock.advance(DAY_MS - 1);
    await expireUploads(deps);
    const fresh = await createUpload(deps, caller, await aPng());
    deps.clock.advance(1);
    expect(await expireUploads(deps)).toBeGreaterThanOrEqual(1);
    expect(await expireUploads(deps)).toBe(0);
    const { objects } = await bindings.IMAGES.list({ prefix: caller.tenantId });
    expect(objects.map(({ key }) => key)).toEqual([`${caller.tenantId}/${fresh.id}/upload/original`]);
    expect(await deps.vault.subjectKey(caller.tenantId, old.id)).toBeNull();
    await expect(acceptImage(deps, caller, { uploadId: old.id }, "image")).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  it("needs the scope", async () => {
    const { deps, caller } = await aDoor();
    const narrow = aCaller(caller.tenantId, { scopes: ["documents:read"] });
    await expect(createUpload(deps, narrow, await aPng())).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});
