import type { Entity, EntityName } from "../lists/entity.ts";
import { deletions, type HashBuckets, hashText, packBuckets } from "./hash-buckets.ts";
import { squashedSkeleton } from "./score-name.ts";
import { type NameToken, tokenize } from "./tokens.ts";

/** Everything a search walks, in typed arrays; texts are only those of the vocabulary. */
export interface NameIndex {
  vocabulary: NameToken[];
  wordIds: ReadonlyMap<string, number>;
  byDeletion: HashBuckets;
  bySkeleton: HashBuckets;
  bySquashed: HashBuckets;
  /** Word → names that hold it, as slices of `postings`. */
  postingStarts: Uint32Array;
  postings: Uint32Array;
  /** Name → its words in order, as slices of `nameWords`. */
  nameStarts: Uint32Array;
  nameWords: Uint32Array;
  /** Name → its entity and its place among that entity's names. */
  nameEntity: Uint32Array;
  namePlace: Uint16Array;
  /** Word → inverse document frequency, 0 to 1. */
  rarity: Float32Array;
  entities: Entity[];
}

// Below this a slip turns one word into most others; such words are found exactly or by sound.
const MIN_LENGTH_FOR_DELETIONS = 4;

/** Builds the index of a set of entities. Pure: the same entities give the same index. */
export const buildIndex = (entities: Entity[]): NameIndex => build(entities, true);

/** An index that only `searchEvery` can use: without what finds names by their words. Built in a fraction of the time. */
export const listNames = (entities: Entity[]): NameIndex => build(entities, false);

function build(entities: Entity[], findable: boolean): NameIndex {
  const words = new Words();
  const nameStarts: number[] = [0];
  const nameWords: number[] = [];
  const nameEntity: number[] = [];
  const namePlace: number[] = [];
  const squashed: number[] = [];
  entities.forEach((entity, entityAt) => {
    entity.names.forEach((name: EntityName, place) => {
      const tokens = tokenize(name.text);
      if (tokens.length === 0) return;
      for (const token of tokens) nameWords.push(words.idOf(token));
      nameStarts.push(nameWords.length);
      nameEntity.push(entityAt);
      namePlace.push(place);
      if (findable) squashed.push(hashText(squashedSkeleton(tokens)));
    });
  });
  const { postingStarts, postings } = findable
    ? invert(words.tokens.length, nameStarts, nameWords)
    : { postingStarts: new Uint32Array(1), postings: new Uint32Array() };
  return {
    vocabulary: words.tokens,
    wordIds: words.ids,
    ...spellingBuckets(findable ? words.tokens : []),
    bySquashed: packBuckets(
      squashed,
      squashed.map((_, name) => name),
    ),
    postingStarts,
    postings,
    nameStarts: Uint32Array.from(nameStarts),
    nameWords: Uint32Array.from(nameWords),
    nameEntity: Uint32Array.from(nameEntity),
    namePlace: Uint16Array.from(namePlace),
    rarity: rarities(postingStarts, nameEntity.length),
    entities,
  };
}

/** Bytes of the index's typed arrays and vocabulary (two bytes a letter and 48 an object), without the entities. */
export function indexBytes(index: NameIndex): number {
  const arrays = [
    index.byDeletion.starts,
    index.byDeletion.values,
    index.bySkeleton.starts,
    index.bySkeleton.values,
    index.bySquashed.starts,
    index.bySquashed.values,
    index.postingStarts,
    index.postings,
    index.nameStarts,
    index.nameWords,
    index.nameEntity,
    index.namePlace,
    index.rarity,
  ];
  const words = index.vocabulary.reduce((sum, word) => sum + word.text.length + word.skeleton.length + 96, 0);
  return words + arrays.reduce((sum, array) => sum + array.byteLength, 0);
}

class Words {
  readonly tokens: NameToken[] = [];
  readonly ids = new Map<string, number>();

  // The class belongs to the key: "sa" may be a legal form in one name and a surname in another.
  idOf(token: NameToken): number {
    const key = wordKey(token);
    const known = this.ids.get(key);
    if (known !== undefined) return known;
    this.tokens.push(token);
    this.ids.set(key, this.tokens.length - 1);
    return this.tokens.length - 1;
  }
}

/** The key of a word in `wordIds`. */
export const wordKey = (token: NameToken): string =>
  token.kind === "form" ? `${token.text}|form` : token.text;

function spellingBuckets(tokens: NameToken[]) {
  const deletionHashes: number[] = [];
  const deletionWords: number[] = [];
  const skeletonHashes: number[] = [];
  const skeletonWords: number[] = [];
  tokens.forEach((token, word) => {
    if (token.kind !== "name" && token.kind !== "common") return;
    if (token.text.length >= MIN_LENGTH_FOR_DELETIONS) {
      for (const key of deletions(token.text)) {
        deletionHashes.push(hashText(key));
        deletionWords.push(word);
      }
    }
    skeletonHashes.push(hashText(token.skeleton));
    skeletonWords.push(word);
  });
  return {
    byDeletion: packBuckets(deletionHashes, deletionWords),
    bySkeleton: packBuckets(skeletonHashes, skeletonWords),
  };
}

function invert(wordCount: number, nameStarts: number[], nameWords: number[]) {
  const pairs: number[] = [];
  const perWord = new Uint32Array(wordCount + 1);
  for (let name = 0; name + 1 < nameStarts.length; name++) {
    for (const word of new Set(nameWords.slice(nameStarts[name], nameStarts[name + 1]))) {
      perWord[word + 1] = (perWord[word + 1] ?? 0) + 1;
      pairs.push(word, name);
    }
  }
  for (let word = 0; word < wordCount; word++)
    perWord[word + 1] = (perWord[word + 1] ?? 0) + (perWord[word] ?? 0);
  const next = perWord.slice(0, wordCount);
  const postings = new Uint32Array(pairs.length / 2);
  for (let at = 0; at < pairs.length; at += 2) {
    const word = pairs[at] ?? 0;
    const place = next[word] ?? 0;
    postings[place] = pairs[at + 1] ?? 0;
    next[word] = place + 1;
  }
  return { postingStarts: perWord, postings };
}

function rarities(postingStarts: Uint32Array, names: number): Float32Array {
  const rarity = new Float32Array(postingStarts.length - 1);
  const most = Math.log(1 + names);
  for (let word = 0; word < rarity.length; word++) {
    const count = (postingStarts[word + 1] ?? 0) - (postingStarts[word] ?? 0);
    rarity[word] = Math.log(1 + names / Math.max(1, count)) / (most || 1);
  }
  return rarity;
}
