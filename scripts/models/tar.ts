const text = new TextDecoder();

/**
 * Finds one regular file in an uncompressed tar archive (POSIX.1-1988 ustar: 512-byte headers, name at 0, size in
 * octal at 124, type at 156); null when it is not there.
 */
export function fileFromTar(archive: Uint8Array, wanted: string): Uint8Array | null {
  const field = (at: number, length: number): string =>
    text.decode(archive.subarray(at, at + length)).split("\0")[0] ?? "";
  for (let at = 0; at + 512 <= archive.length; ) {
    const size = Number.parseInt(field(at + 124, 12), 8) || 0;
    const isFile = field(at + 156, 1) === "0" || field(at + 156, 1) === "";
    if (isFile && field(at, 100) === wanted) return archive.subarray(at + 512, at + 512 + size);
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return null;
}
