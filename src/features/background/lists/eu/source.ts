import { readDated } from "../read-dated.ts";
import type { ListSource } from "../source.ts";
import { EU_LIST_ID, mapEuEntry } from "./map.ts";
import { readEuList } from "./read.ts";
import { readEuCsv } from "./read-csv.ts";

const FILE = "xmlFullSanctionsList_1_1.xml";
const CSV_FILE = "csvFullSanctionsList_1_1.csv";
const PUBLIC_FILES = "https://webgate.ec.europa.eu/fsd/fsf/public/files";
// The same for everybody, and printed on the Commission's open-data page.
const TOKEN = "dG9rZW4tMjAxNw";

/** The consolidated financial sanctions of the EU: one XML file that states its own date, or the same in CSV. */
export const euSource: ListSource = {
  listId: EU_LIST_ID,
  files: [
    { name: FILE, url: `${PUBLIC_FILES}/xmlFullSanctionsList_1_1/content?token=${TOKEN}` },
    {
      name: CSV_FILE,
      url: `${PUBLIC_FILES}/csvFullSanctionsList_1_1/content?token=${TOKEN}`,
      insteadOf: [FILE],
    },
  ],
  leastEntities: 2_500,
  // The first entry of the list since 2003; in the published files of November 2025 and August 2026 alike.
  sentinels: [`${EU_LIST_ID}:EU.27.28`],
  read: (files) =>
    files.has(CSV_FILE)
      ? readDated(files, CSV_FILE, readEuCsv, mapEuEntry)
      : readDated(files, FILE, readEuList, mapEuEntry),
};
