import type { Entity } from "../entity.ts";
import { ListProblem } from "../list-problem.ts";
import { inSlices, type ListSource } from "../source.ts";
import { EU_LIST_ID, mapEuEntry } from "./map.ts";
import { readEuList } from "./read.ts";

const FILE = "xmlFullSanctionsList_1_1.xml";

/** The consolidated financial sanctions of the EU: one XML file that states its own date. */
export const euSource: ListSource = {
  listId: EU_LIST_ID,
  files: [
    {
      name: FILE,
      // The token is the same for everybody, and printed on the Commission's open-data page.
      url: "https://webgate.ec.europa.eu/fsd/fsf/public/files/xmlFullSanctionsList_1_1/content?token=dG9rZW4tMjAxNw",
    },
  ],
  leastEntities: 2_500,
  // The first entry of the list since 2003.
  sentinels: [`${EU_LIST_ID}:EU.27.28`],
  async read(files) {
    const file = files.get(FILE);
    if (!file) throw new ListProblem(`${FILE} is missing`);
    const entities: Entity[] = [];
    const head = await readEuList(inSlices(file), (entry) => {
      const entity = mapEuEntry(entry);
      if (entity) entities.push(entity);
    });
    const publishedAt = Date.parse(head.generatedAt ?? "");
    return {
      entities,
      misencodedLines: head.misencodedLines,
      publishedAt: Number.isNaN(publishedAt) ? null : publishedAt,
    };
  },
};
