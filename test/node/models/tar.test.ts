import { describe, expect, it } from "vitest";
import { fileFromTar } from "../../../scripts/models/tar.ts";

/** A ustar member: name at 0, size in octal at 124, type at 156, data padded to 512 bytes. */
function member(name: string, data: string, type = "0"): Uint8Array {
  const bytes = new Uint8Array(512 + Math.ceil(data.length / 512) * 512);
  const write = (text: string, at: number) => bytes.set(new TextEncoder().encode(text), at);
  write(name, 0);
  write(data.length.toString(8).padStart(11, "0"), 124);
  write(type, 156);
  write(data, 512);
  return bytes;
}

const archive = Buffer.concat([
  member("package/", "", "5"),
  member("package/a.txt", "x".repeat(600)),
  member("package/b.txt", "second"),
  new Uint8Array(1024),
]);

describe("a file of a tar archive", () => {
  it("is found behind one that is longer than a block", () => {
    expect(new TextDecoder().decode(fileFromTar(archive, "package/b.txt") ?? undefined)).toBe("second");
  });

  it.each(["package/c.txt", "package/", "b.txt"])("is null when %s is no file of it", (name) => {
    expect(fileFromTar(archive, name)).toBeNull();
  });
});
