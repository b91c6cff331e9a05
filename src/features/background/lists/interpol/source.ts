import { isRecord } from "../json-lines.ts";
import { readNotices } from "../read-notices.ts";
import type { ListSource } from "../source.ts";
import { downloadRedNotices } from "./download.ts";
import { INTERPOL_LIST_ID, mapRedNotice } from "./map.ts";

const FILE = "interpol-red.jsonl";

/** The red notices that INTERPOL shows the public: pages of its API, or lines of notices, detailed or not. */
export const interpolSource: ListSource = {
  listId: INTERPOL_LIST_ID,
  files: [{ name: FILE, url: "https://ws-public.interpol.int/notices/v1/red" }],
  download: async (fetchPage) => new Map([[FILE, await downloadRedNotices(fetchPage)]]),
  // Between 6,000 and 8,000 since 2019.
  leastEntities: 3_000,
  // Arrests end a notice: none stands for years.
  sentinels: [],
  read: (files) =>
    readNotices(
      files.get(FILE),
      (page) => (isRecord(page._embedded) ? page._embedded.notices : undefined),
      mapRedNotice,
    ),
};
