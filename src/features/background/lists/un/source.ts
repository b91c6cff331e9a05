import { readDated } from "../read-dated.ts";
import type { ListSource } from "../source.ts";
import { mapUnEntry, UN_LIST_ID } from "./map.ts";
import { readUnList } from "./read.ts";

const FILE = "consolidated.xml";

/** The consolidated list of the UN Security Council: one XML file that states its own date. */
export const unSource: ListSource = {
  listId: UN_LIST_ID,
  files: [{ name: FILE, url: "https://scsanctions.un.org/resources/xml/en/consolidated.xml" }],
  // It has held between 700 and 1,100 entries since 2015.
  leastEntities: 500,
  // Al-Qaida and the Taliban's Haqqani network, listed in 2001 and 2012.
  sentinels: [`${UN_LIST_ID}:QDe.004`, `${UN_LIST_ID}:TAe.012`],
  read: (files) => readDated(files, FILE, readUnList, mapUnEntry),
};
