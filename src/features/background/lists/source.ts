import type { DecodingReport } from "./decode-lines.ts";
import type { Entity } from "./entity.ts";
import type { FetchPage } from "./fetch-page.ts";

/** A file of a list, and where its publisher keeps it. */
export interface SourceFile {
  name: string;
  url: string;
  /** The list can be read without it. */
  optional?: boolean;
  /** Another form of these files: never fetched, and taken in their place when loaded by hand. */
  insteadOf?: readonly string[];
}

/** What a reader makes of a list's files. */
export interface ListReading extends DecodingReport {
  entities: Entity[];
  /** The date that the files themselves state, in milliseconds since 1970; null when they state none. */
  publishedAt: number | null;
}

/** A list that can be loaded: its files, how they are read, and what a whole copy of it always holds. */
export interface ListSource {
  listId: string;
  /** Never fetched without being told to, since its licence has to be agreed first; `lists load` takes its file. */
  byHand?: boolean;
  files: readonly SourceFile[];
  /** Collects what the publisher hands out in pages, as the files of the list; without it each file has its address. */
  download?: (fetchPage: FetchPage) => Promise<Map<string, Uint8Array>>;
  /** A first load with fewer entries is taken for a cut file. */
  leastEntities: number;
  /** Ids of entries that have stood for years: a copy without them is not the list. */
  sentinels: readonly string[];
  /** Reads the files as streams, by name. Throws `ListProblem` for what is not this list or not all of it. */
  read(files: ReadonlyMap<string, Uint8Array>): Promise<ListReading>;
}

// A slice is decoded at a time; a whole list as one text would double what it takes.
const SLICE_BYTES = 256 * 1024;

/** A file as the stream that readers take. */
export async function* inSlices(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += SLICE_BYTES) yield bytes.subarray(at, at + SLICE_BYTES);
}

/** The files that are fetched; the others are read when loaded by hand. */
export const fetchedFiles = (source: ListSource): SourceFile[] =>
  source.files.filter(({ insteadOf }) => insteadOf === undefined);

/** The names of what a list lacks among files at hand. */
export const missingFiles = (source: ListSource, has: (name: string) => boolean): string[] => {
  const replaced = new Set(
    source.files.filter(({ name }) => has(name)).flatMap(({ insteadOf }) => insteadOf ?? []),
  );
  return fetchedFiles(source)
    .filter(({ name, optional }) => !optional && !has(name) && !replaced.has(name))
    .map(({ name }) => name);
};
