import type { DecodingReport } from "./decode-lines.ts";
import type { Entity } from "./entity.ts";
import { ListProblem } from "./list-problem.ts";
import { inSlices, type ListReading } from "./source.ts";

/** What a reader says of a list once it is at its end. */
export interface ListHead extends DecodingReport {
  /** The date that the file states of itself, as `Date.parse` takes it; null when it states none. */
  generatedAt: string | null;
}

/** Reads a list of one file, entry by entry, and maps each; null from `map` leaves an entry out. */
export async function readDated<Entry>(
  files: ReadonlyMap<string, Uint8Array>,
  name: string,
  read: (chunks: AsyncIterable<Uint8Array>, onEntry: (entry: Entry) => void) => Promise<ListHead>,
  map: (entry: Entry) => Entity | null,
): Promise<ListReading> {
  const file = files.get(name);
  if (!file) throw new ListProblem(`${name} is missing`);
  const entities: Entity[] = [];
  const head = await read(inSlices(file), (entry) => {
    const entity = map(entry);
    if (entity) entities.push(entity);
  });
  const publishedAt = Date.parse(head.generatedAt ?? "");
  return {
    entities,
    misencodedLines: head.misencodedLines,
    publishedAt: Number.isNaN(publishedAt) ? null : publishedAt,
  };
}
