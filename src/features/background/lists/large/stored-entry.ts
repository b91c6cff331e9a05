import { entryIdKey, filingKeys, identifierKey, sketchOf } from "../../screening/blocking-keys.ts";
import type { Entity } from "../entity.ts";
import { fingerprint } from "../fingerprint.ts";
import type { PostingBlock } from "./posting-block.ts";

/** An entry as it is stored, with the keys of its id and its documents. */
export interface StoredEntry {
  entityHash: string;
  /** As JSON. */
  entity: string;
  keys: readonly number[];
}

export async function storedEntry(entity: Entity): Promise<StoredEntry> {
  const keys = [entryIdKey(entity.id), ...entity.identifiers.map(({ number }) => identifierKey(number))];
  return { entityHash: await fingerprint(entity), entity: JSON.stringify(entity), keys: [...new Set(keys)] };
}

/** Files an entry's names under its place within the block. */
export function fileNames(postings: PostingBlock, entity: Entity, place: number): void {
  const year = exactYear(entity);
  for (const { text } of entity.names) {
    const [letters, sounds] = sketchOf(text);
    postings.add({ place, year, letters, sounds }, filingKeys(text, year));
  }
}

/** The year of birth that counts; null where there are several, or none is exact: then every year may be it. */
function exactYear({ birthDates }: Entity): number | null {
  const [first, ...others] = birthDates;
  if (!first || first.yearTo || first.circa || others.some(({ year }) => year !== first.year)) return null;
  return first.year;
}
