/** A dense tensor of a PyTorch state dict, in PyTorch's layout (OIHW). */
export interface TorchTensor {
  shape: number[];
  values: Float32Array;
}

/** What the pickle machine pushes; `storage` stands for bytes that follow after the pickles. */
type Item = unknown;
interface Storage {
  type: string;
  key: string;
}
interface Pending {
  storage: Storage;
  offset: number;
  shape: number[];
  strides: number[];
}

/** torch.save's legacy form (before 1.6) begins with this number: torch/serialization.py, MAGIC_NUMBER. */
const MAGIC = 0x1950a86a20f9469cfc6cn;
const MARK = Symbol("mark");
const text = new TextDecoder();

/**
 * Runs one pickle of protocol 2 and returns its value and where it ends. Only the opcodes that a state dict of
 * plain tensors holds are known, and the only call it performs is the rebuilding of a tensor: nothing of the file
 * is ever executed, which is the danger of pickles (docs.python.org/3/library/pickle.html).
 */
function unpickle(bytes: Uint8Array, start: number): { value: Item; end: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const stack: Item[] = [];
  const memo = new Map<number, Item>();
  let at = start;
  const line = (): string => {
    const from = at;
    while (bytes[at] !== 0x0a) at++;
    return text.decode(bytes.subarray(from, at++));
  };
  const toMark = (): Item[] => stack.splice(stack.lastIndexOf(MARK)).slice(1);
  const take = (length: number): Uint8Array => {
    at += length;
    return bytes.subarray(at - length, at);
  };
  for (;;) {
    const opcode = String.fromCharCode(bytes[at++] ?? 0);
    switch (opcode) {
      case "\x80":
        at++;
        break;
      case ".":
        return { value: stack.pop(), end: at };
      case "(":
        stack.push(MARK);
        break;
      case ")":
        stack.push([]);
        break;
      case "]":
        stack.push([]);
        break;
      case "}":
        stack.push(new Map());
        break;
      case "t":
        stack.push(toMark());
        break;
      case "\x85":
      case "\x86":
      case "\x87":
        stack.push(stack.splice(-(opcode.charCodeAt(0) - 0x84)));
        break;
      case "N":
        stack.push(null);
        break;
      case "\x88":
      case "\x89":
        stack.push(opcode === "\x88");
        break;
      case "K":
        stack.push(bytes[at++]);
        break;
      case "M":
        stack.push(view.getUint16(at, true));
        at += 2;
        break;
      case "J":
        stack.push(view.getInt32(at, true));
        at += 4;
        break;
      case "\x8a": {
        let value = 0n;
        const length = bytes[at++] ?? 0;
        const digits = take(length);
        digits.forEach((digit, place) => {
          value |= BigInt(digit) << BigInt(8 * place);
        });
        stack.push(value);
        break;
      }
      case "X": {
        const length = view.getUint32(at, true);
        at += 4;
        stack.push(text.decode(take(length)));
        break;
      }
      case "c":
        stack.push(`${line()}.${line()}`);
        break;
      case "q":
        memo.set(bytes[at++] ?? 0, stack.at(-1));
        break;
      case "r":
        memo.set(view.getUint32(at, true), stack.at(-1));
        at += 4;
        break;
      case "h":
        stack.push(memo.get(bytes[at++] ?? 0));
        break;
      case "j":
        stack.push(memo.get(view.getUint32(at, true)));
        at += 4;
        break;
      case "Q": {
        // persistent id: ("storage", type, key, location, number of elements, view)
        const id = stack.pop() as unknown[];
        stack.push({ type: String(id[1]), key: String(id[2]) } satisfies Storage);
        break;
      }
      case "R": {
        const args = stack.pop() as unknown[];
        stack.push(call(String(stack.pop()), args));
        break;
      }
      case "b":
        stack.pop(); // state of an OrderedDict: the dict's _metadata, of no use here
        break;
      case "s":
      case "u": {
        const pairs = opcode === "u" ? toMark() : stack.splice(-2);
        const map = stack.at(-1) as Map<Item, Item>;
        for (let i = 0; i < pairs.length; i += 2) map.set(pairs[i], pairs[i + 1]);
        break;
      }
      case "a":
      case "e": {
        const items = opcode === "e" ? toMark() : stack.splice(-1);
        (stack.at(-1) as Item[]).push(...items);
        break;
      }
      default:
        throw new Error(
          `pth: pickle opcode 0x${opcode.charCodeAt(0).toString(16)} at ${at - 1} is not expected`,
        );
    }
  }
}

function call(name: string, args: unknown[]): Item {
  if (name === "collections.OrderedDict") return new Map();
  if (name === "torch._utils._rebuild_tensor_v2") {
    const [storage, offset, shape, strides] = args as [Storage, number, number[], number[]];
    return { storage, offset, shape, strides } satisfies Pending;
  }
  throw new Error(`pth: the file asks for ${name}, which a state dict does not need`);
}

const ELEMENT_BYTES: Record<string, number> = { "torch.FloatStorage": 4, "torch.LongStorage": 8 };

function isContiguous({ shape, strides }: Pending): boolean {
  let expected = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    if (shape[axis] !== 1 && strides[axis] !== expected) return false;
    expected *= shape[axis] ?? 1;
  }
  return true;
}

/**
 * Reads the float tensors of a legacy `.pth` state dict: four pickles (magic number, protocol, system, the dict),
 * one more with the storages' keys, then each storage as a count (int64) and its little-endian elements.
 * Integer tensors (batch counters) are left out. Throws when the file is anything else.
 */
export function readPth(bytes: Uint8Array): Map<string, TorchTensor> {
  const magic = unpickle(bytes, 0);
  if (magic.value !== MAGIC) throw new Error("pth: not a legacy torch file");
  const protocol = unpickle(bytes, magic.end);
  const system = unpickle(bytes, protocol.end);
  const dict = unpickle(bytes, system.end);
  const keys = unpickle(bytes, dict.end);
  const pending = [...(dict.value as Map<string, Pending>)];
  const typeOf = new Map(pending.map(([, tensor]) => [tensor.storage.key, tensor.storage.type]));
  const storages = new Map<string, Float32Array>();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = keys.end;
  for (const key of keys.value as string[]) {
    const count = Number(view.getBigInt64(at, true));
    const type = typeOf.get(key) ?? "";
    const length = count * (ELEMENT_BYTES[type] ?? Number.NaN);
    if (!(at + 8 + length <= bytes.length))
      throw new Error(`pth: storage ${key} (${type}) does not fit the file`);
    if (type === "torch.FloatStorage") {
      storages.set(key, new Float32Array(new Uint8Array(bytes.subarray(at + 8, at + 8 + length)).buffer));
    }
    at += 8 + length;
  }
  const tensors = new Map<string, TorchTensor>();
  for (const [name, tensor] of pending) {
    const storage = storages.get(tensor.storage.key);
    if (!storage) continue;
    if (!isContiguous(tensor)) throw new Error(`pth: ${name} is not dense`);
    const count = tensor.shape.reduce((total, side) => total * side, 1);
    tensors.set(name, { shape: tensor.shape, values: storage.slice(tensor.offset, tensor.offset + count) });
  }
  return tensors;
}
