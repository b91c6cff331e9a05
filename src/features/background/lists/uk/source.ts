import type { Entity } from "../entity.ts";
import { ListProblem } from "../list-problem.ts";
import { inSlices, type ListSource } from "../source.ts";
import { mapUkEntry, UK_LIST_ID } from "./map.ts";
import { readUkList } from "./read.ts";

const FILE = "UK-Sanctions-List.csv";

/** The UK Sanctions List: one CSV file whose first line states its date. */
export const ukSource: ListSource = {
  listId: UK_LIST_ID,
  files: [{ name: FILE, url: "https://sanctionslist.fcdo.gov.uk/docs/UK-Sanctions-List.csv" }],
  leastEntities: 2_500,
  // A money exchange listed in 2012, in the published files of January 2022 to October 2026 alike.
  sentinels: [`${UK_LIST_ID}:AFG0001`],
  async read(files) {
    const file = files.get(FILE);
    if (!file) throw new ListProblem(`${FILE} is missing`);
    const report = { misencodedLines: 0 };
    const { entries, reportedOn } = await readUkList(inSlices(file), report);
    const entities: Entity[] = [];
    for (const [id, rows] of entries) {
      const entity = mapUkEntry(id, rows);
      if (entity) entities.push(entity);
    }
    return {
      entities,
      ...report,
      publishedAt: reportedOn === null ? null : Date.parse(reportedOn),
    };
  },
};
