/** One field of a protobuf message: numbers come as bigint (varint) or as the bytes of their wire form. */
export interface WireField {
  number: number;
  value: bigint | Uint8Array;
}

/** Base-128 varint at `at`; at most ten bytes (protobuf encoding guide, "Base 128 Varints"). */
export function readVarint(bytes: Uint8Array, at: number): { value: bigint; next: number } {
  let value = 0n;
  for (let shift = 0n; shift < 70n; shift += 7n) {
    const byte = bytes[at++];
    if (byte === undefined) throw new Error("protobuf: message ends inside a varint");
    value |= BigInt(byte & 0x7f) << shift;
    if (byte < 0x80) return { value: BigInt.asIntN(64, value), next: at };
  }
  throw new Error("protobuf: varint longer than ten bytes");
}

/** Walks the fields of one message in order; nested messages, texts and packed lists stay bytes. */
export function* wireFields(bytes: Uint8Array): Generator<WireField> {
  let at = 0;
  while (at < bytes.length) {
    const tag = readVarint(bytes, at);
    const number = Number(tag.value >> 3n);
    const wireType = Number(tag.value & 7n);
    at = tag.next;
    if (wireType === 0) {
      const varint = readVarint(bytes, at);
      at = varint.next;
      yield { number, value: varint.value };
      continue;
    }
    let length: number;
    if (wireType === 1) length = 8;
    else if (wireType === 5) length = 4;
    else if (wireType === 2) {
      const size = readVarint(bytes, at);
      length = Number(size.value);
      at = size.next;
    } else throw new Error(`protobuf: wire type ${wireType} is not in use since proto2 groups`);
    if (at + length > bytes.length) throw new Error("protobuf: field longer than its message");
    yield { number, value: bytes.subarray(at, at + length) };
    at += length;
  }
}
