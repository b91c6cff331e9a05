import type { Topic } from "../entity.ts";

/** A dataset of OpenSanctions as a list of ours. */
export interface Dataset {
  id: string;
  /** What its entries are on the list for, where a file does not say so of each. */
  topics: readonly Topic[];
}

// Lists that had a name of ours before any dataset could be loaded.
const NAMED: Readonly<Record<string, Dataset>> = {
  os_fbi_wanted: { id: "us_fbi_most_wanted", topics: ["wanted"] },
  os_interpol_red: { id: "interpol_red_notices", topics: ["wanted"] },
};

// Collections by what they collect: https://www.opensanctions.org/datasets/
const COLLECTIONS: Readonly<Record<string, readonly Topic[]>> = {
  peps: ["pep"],
  wd_peps: ["pep"],
  sanctions: ["sanction"],
  crime: ["crime"],
  wanted: ["wanted"],
  debarment: ["debarment"],
};

const LIST_ID = /^os_([a-z0-9]+(?:_[a-z0-9]+)*)$/;
// Of a dataset that is not known by name, anything may be in it.
export const ANY_TOPIC: readonly Topic[] = ["sanction", "wanted", "crime", "pep", "debarment"];

/** The dataset behind a list id: `os_peps` is `peps`; null for an id of another kind. */
export function datasetOf(listId: string): Dataset | null {
  const id = LIST_ID.exec(listId)?.[1];
  if (id === undefined || listId.length > 60) return null;
  return NAMED[listId] ?? { id, topics: COLLECTIONS[id] ?? [] };
}
