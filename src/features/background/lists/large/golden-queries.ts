import type { Database } from "../../../../storage/database.ts";
import type { Entity } from "../entity.ts";
import { GOLDEN_QUERIES, GOLDEN_SCORE, GOLDEN_SHARE } from "../gates.ts";
import { findEntries, type LoadRow, placeIn } from "./large-store.ts";
import { searchLarge } from "./search-large.ts";

/** Asks the load for some of its own entries; false when it does not find them. */
export async function loadFindsItself(database: Database, load: LoadRow): Promise<boolean> {
  const step = Math.max(1, Math.floor(load.done / GOLDEN_QUERIES));
  const places = Array.from({ length: Math.ceil(load.done / step) }, (_, at) =>
    placeIn(load.number, at * step),
  );
  const rows = await findEntries(database, places);
  let found = 0;
  for (const row of rows) {
    const entity = JSON.parse(row.entity) as Entity;
    const query = { names: [entity.names[0]?.text ?? ""] };
    const { hits } = await searchLarge(database, load.number, query, GOLDEN_SCORE);
    // Namesakes are told apart by nothing that is asked for here.
    if (hits.some((hit) => hit.entity.id === entity.id || hit.score === 1)) found += 1;
  }
  return rows.length > 0 && found >= GOLDEN_SHARE * rows.length;
}
