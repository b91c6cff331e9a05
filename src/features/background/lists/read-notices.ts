import type { Entity } from "./entity.ts";
import { isRecord, type JsonRecord, jsonRecords } from "./json-lines.ts";
import { ListProblem } from "./list-problem.ts";
import { inSlices, type ListReading } from "./source.ts";

/**
 * Reads notices from lines of JSON, each a page of an API (of which `itemsOf` takes the list) or one notice. An API
 * states no date for the whole. Throws `ListProblem` for what is neither, and for a file without anybody in it.
 */
export async function readNotices(
  file: Uint8Array | undefined,
  itemsOf: (page: JsonRecord) => unknown,
  map: (notice: JsonRecord) => Entity | null,
): Promise<ListReading> {
  if (!file) throw new ListProblem("the file is missing");
  const report = { misencodedLines: 0 };
  const entities = new Map<string, Entity>();
  for await (const record of jsonRecords(inSlices(file), report)) {
    const items = itemsOf(record);
    for (const item of Array.isArray(items) ? items : [record]) {
      const entity = isRecord(item) ? map(item) : null;
      if (entity) entities.set(entity.id, entity);
    }
  }
  if (entities.size === 0) throw new ListProblem("nobody is listed in it");
  return { ...report, entities: [...entities.values()], publishedAt: null };
}
