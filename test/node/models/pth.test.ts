import { describe, expect, it } from "vitest";
import { readPth } from "../../../scripts/models/pth-read.ts";

const utf8 = (text: string) => [...new TextEncoder().encode(text)];
const text = (value: string) => [0x58, value.length, 0, 0, 0, ...utf8(value)]; // BINUNICODE
const name = (module: string, attribute: string) => [0x63, ...utf8(`${module}\n${attribute}\n`)]; // GLOBAL
const pickle = (...opcodes: number[][]) => [0x80, 2, ...opcodes.flat(), 0x2e];
const tuple = (...items: number[][]) => [0x28, ...items.flat(), 0x74];
const byte = (value: number) => [0x4b, value];

/** LONG1 with the ten bytes of 0x1950a86a20f9469cfc6c, the number that torch.save's legacy form begins with. */
const MAGIC = pickle([0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19]);
const storage = (type: string, key: string, count: number) => [
  ...tuple(text("storage"), name("torch", type), text(key), text("cpu"), byte(count), [0x4e]),
  0x51,
];
const tensor = (from: number[], offset: number, shape: number[], strides: number[]) => [
  ...name("torch._utils", "_rebuild_tensor_v2"),
  ...tuple(from, byte(offset), tuple(...shape.map(byte)), tuple(...strides.map(byte)), [0x89], [0x7d]),
  0x52,
];

function file(entry: number[], values: number[]): Uint8Array {
  const dict = pickle(name("collections", "OrderedDict"), [0x29, 0x52], text("w"), entry, [0x73]);
  const keys = pickle([0x5d], text("0"), [0x61]);
  const count = new Uint8Array(new BigInt64Array([BigInt(values.length)]).buffer);
  const data = new Uint8Array(Float32Array.from(values).buffer);
  return Uint8Array.from([
    ...MAGIC,
    ...pickle(byte(1)),
    ...pickle([0x7d]),
    ...dict,
    ...keys,
    ...count,
    ...data,
  ]);
}

describe("a legacy PyTorch file", () => {
  it("yields a tensor from the middle of its storage", () => {
    const bytes = file(tensor(storage("FloatStorage", "0", 6), 2, [2, 2], [2, 1]), [9, 9, 1, 2, 3, 4]);
    expect(readPth(bytes).get("w")).toEqual({ shape: [2, 2], values: Float32Array.of(1, 2, 3, 4) });
  });

  it("with a transposed tensor is refused rather than read in the wrong order", () => {
    const bytes = file(tensor(storage("FloatStorage", "0", 4), 0, [2, 2], [1, 2]), [1, 2, 3, 4]);
    expect(() => readPth(bytes)).toThrow("not dense");
  });

  it("that asks for a call other than rebuilding a tensor is refused: a pickle can name any function", () => {
    const attack = [...name("os", "system"), ...tuple(text("true")), 0x52];
    expect(() => readPth(file(attack, []))).toThrow("os.system");
  });

  it("that ends before its storages do is refused", () => {
    const bytes = file(tensor(storage("FloatStorage", "0", 4), 0, [2, 2], [2, 1]), [1, 2, 3, 4]);
    expect(() => readPth(bytes.subarray(0, bytes.length - 4))).toThrow("does not fit");
  });

  it("of another kind is refused", () => {
    expect(() => readPth(Uint8Array.from(pickle(byte(7))))).toThrow("not a legacy torch file");
  });
});
