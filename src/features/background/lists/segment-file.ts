import { concatBytes, utf8 } from "../../../kernel/bytes.ts";
import { buildIndex, type NameIndex, wordKey } from "../screening/name-index.ts";
import { MATCHER_VERSION } from "../screening/score-name.ts";
import type { NameToken, TokenClass } from "../screening/tokens.ts";
import type { Entity } from "./entity.ts";
import { ListProblem } from "./list-problem.ts";

const FORMAT = "enroll-segment-1";
const ALIGNMENT = 8;
const ARRAYS = {
  deletionStarts: Uint32Array,
  deletionValues: Uint32Array,
  skeletonStarts: Uint32Array,
  skeletonValues: Uint32Array,
  squashedStarts: Uint32Array,
  squashedValues: Uint32Array,
  postingStarts: Uint32Array,
  postings: Uint32Array,
  nameStarts: Uint32Array,
  nameWords: Uint32Array,
  nameEntity: Uint32Array,
  namePlace: Uint16Array,
  rarity: Float32Array,
} as const;
type ArrayName = keyof typeof ARRAYS;
type Arrays = Record<Exclude<ArrayName, "namePlace" | "rarity">, Uint32Array> & {
  namePlace: Uint16Array;
  rarity: Float32Array;
};

interface Head {
  format: string;
  /** Whose folding and hashing the arrays hold. */
  matcher: string;
  /** Elements of each array, in the order of `ARRAYS`. */
  lengths: number[];
  words: [text: string, kind: TokenClass, skeleton: string, vowelless: 0 | 1][];
  entityBytes: number;
}

/**
 * An index as bytes: the length of the head, the head and the entities as JSON, then the arrays as they lie in memory
 * (little-endian, as every Worker is). An isolate opens it without folding or hashing a single name.
 */
export function packSegment(index: NameIndex): Uint8Array<ArrayBuffer> {
  const arrays = arraysOf(index);
  const names = Object.keys(ARRAYS) as ArrayName[];
  const entities = utf8(JSON.stringify(index.entities));
  const head: Head = {
    format: FORMAT,
    matcher: MATCHER_VERSION,
    lengths: names.map((name) => arrays[name].length),
    words: index.vocabulary.map(({ text, kind, skeleton, vowelless }) => [
      text,
      kind,
      skeleton,
      vowelless ? 1 : 0,
    ]),
    entityBytes: entities.length,
  };
  const headBytes = utf8(JSON.stringify(head));
  const parts: Uint8Array[] = [new Uint8Array(Uint32Array.of(headBytes.length).buffer), headBytes, entities];
  let length = 4 + headBytes.length + entities.length;
  for (const name of names) {
    const gap = gapAt(length);
    const { buffer, byteOffset, byteLength } = arrays[name];
    parts.push(new Uint8Array(gap), new Uint8Array(buffer, byteOffset, byteLength));
    length += gap + byteLength;
  }
  return concatBytes(...parts);
}

/** Opens what `packSegment` made; indexes anew what an earlier matcher made. Throws `ListProblem` for other bytes. */
export function unpackSegment(bytes: Uint8Array<ArrayBuffer>): NameIndex {
  const headEnd = 4 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const head = parse(bytes.subarray(4, headEnd)) as Head;
  if (head?.format !== FORMAT) throw new ListProblem("not a segment of a list");
  const entities = parse(bytes.subarray(headEnd, headEnd + head.entityBytes)) as Entity[];
  if (head.matcher !== MATCHER_VERSION) return buildIndex(entities);
  let at = headEnd + head.entityBytes;
  const arrays: Partial<Record<ArrayName, Arrays[ArrayName]>> = {};
  (Object.keys(ARRAYS) as ArrayName[]).forEach((name, place) => {
    const Kind = ARRAYS[name];
    at += gapAt(at);
    // A copy, so that the entities' JSON does not stay in memory behind the arrays' buffer.
    const length = (head.lengths[place] ?? 0) * Kind.BYTES_PER_ELEMENT;
    const slice = bytes.slice(at, at + length);
    if (slice.byteLength !== length) throw new ListProblem("a segment of a list is cut");
    arrays[name] = new Kind(slice.buffer);
    at += length;
  });
  return assemble(head, arrays as Arrays, entities);
}

const gapAt = (offset: number) => (ALIGNMENT - (offset % ALIGNMENT)) % ALIGNMENT;

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw new ListProblem("not a segment of a list", { cause });
  }
}

function arraysOf(index: NameIndex): Arrays {
  return {
    deletionStarts: index.byDeletion.starts,
    deletionValues: index.byDeletion.values,
    skeletonStarts: index.bySkeleton.starts,
    skeletonValues: index.bySkeleton.values,
    squashedStarts: index.bySquashed.starts,
    squashedValues: index.bySquashed.values,
    postingStarts: index.postingStarts,
    postings: index.postings,
    nameStarts: index.nameStarts,
    nameWords: index.nameWords,
    nameEntity: index.nameEntity,
    namePlace: index.namePlace,
    rarity: index.rarity,
  };
}

function assemble(head: Head, arrays: Arrays, entities: Entity[]): NameIndex {
  const vocabulary = head.words.map(
    ([text, kind, skeleton, vowelless]): NameToken => ({ text, kind, skeleton, vowelless: vowelless === 1 }),
  );
  return {
    vocabulary,
    wordIds: new Map(vocabulary.map((token, at) => [wordKey(token), at])),
    byDeletion: { starts: arrays.deletionStarts, values: arrays.deletionValues },
    bySkeleton: { starts: arrays.skeletonStarts, values: arrays.skeletonValues },
    bySquashed: { starts: arrays.squashedStarts, values: arrays.squashedValues },
    postingStarts: arrays.postingStarts,
    postings: arrays.postings,
    nameStarts: arrays.nameStarts,
    nameWords: arrays.nameWords,
    nameEntity: arrays.nameEntity,
    namePlace: arrays.namePlace,
    rarity: arrays.rarity,
    entities,
  };
}
