import { readNotices } from "../read-notices.ts";
import type { ListSource } from "../source.ts";
import { downloadFbi } from "./download.ts";
import { FBI_LIST_ID, mapFbiItem } from "./map.ts";

const FILE = "fbi-wanted.jsonl";

/** Persons wanted by the FBI, of its public API: its pages, or lines of its items. */
export const fbiSource: ListSource = {
  listId: FBI_LIST_ID,
  files: [{ name: FILE, url: "https://api.fbi.gov/wanted/v1/list" }],
  download: async (fetchPage) => new Map([[FILE, await downloadFbi(fetchPage)]]),
  // About 1,200 posters in all, victims included.
  leastEntities: 200,
  // Captures end a poster: none stands for years.
  sentinels: [],
  read: (files) => readNotices(files.get(FILE), (page) => page.items, mapFbiItem),
};
