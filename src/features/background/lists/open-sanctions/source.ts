import type { Entity } from "../entity.ts";
import { ListProblem } from "../list-problem.ts";
import { inSlices, type ListSource } from "../source.ts";
import { mapFtmEntity } from "./map.ts";
import { readFtm } from "./read.ts";

const FILE = "entities.ftm.json";

/**
 * A dataset of OpenSanctions as a list. Loaded by hand only: the data is CC BY-NC 4.0, and whoever uses it
 * commercially needs OpenSanctions' licence first.
 */
function openSanctions(listId: string, dataset: string, leastEntities: number): ListSource {
  return {
    listId,
    byHand: true,
    files: [{ name: FILE, url: `https://data.opensanctions.org/datasets/latest/${dataset}/${FILE}` }],
    leastEntities,
    // None that could be verified against the published files yet.
    sentinels: [],
    async read(files) {
      const file = files.get(FILE);
      if (!file) throw new ListProblem(`${FILE} is missing`);
      const report = { misencodedLines: 0 };
      const entities: Entity[] = [];
      let latest = Number.NEGATIVE_INFINITY;
      for await (const ftm of readFtm(inSlices(file), report)) {
        // The datasets differ in nothing else: one file taken for another would screen against the wrong people.
        if (!ftm.datasets.includes(dataset)) throw new ListProblem(`not of the dataset ${dataset}`);
        // Instants without a zone are UTC there.
        const seen = Date.parse(`${ftm.lastSeen?.replace(/Z$/, "")}Z`);
        if (seen > latest) latest = seen;
        const entity = mapFtmEntity(listId, ftm);
        if (entity) entities.push(entity);
      }
      if (entities.length === 0) throw new ListProblem("nobody is listed in it");
      return { ...report, entities, publishedAt: Number.isFinite(latest) ? latest : null };
    },
  };
}

/** Persons sought by the FBI. */
export const fbiWantedSource = openSanctions("os_fbi_wanted", "us_fbi_most_wanted", 300);

/** Persons sought through INTERPOL, of those notices that are public. */
export const interpolRedSource = openSanctions("os_interpol_red", "interpol_red_notices", 3_000);
