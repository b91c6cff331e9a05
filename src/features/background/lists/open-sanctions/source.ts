import type { DecodingReport } from "../decode-lines.ts";
import type { Entity } from "../entity.ts";
import { ListProblem } from "../list-problem.ts";
import { inSlices, type ListSource, type SourceFile } from "../source.ts";
import { type Dataset, datasetOf } from "./datasets.ts";
import { mapFtmEntity } from "./map.ts";
import { readFtm } from "./read.ts";
import { readSimpleCsv } from "./read-simple.ts";

const FTM_FILE = "entities.ftm.json";
const SIMPLE_FILE = "targets.simple.csv";

/** An entry, and when OpenSanctions last saw it. */
export interface SeenEntity {
  entity: Entity;
  /** In milliseconds since 1970; null where it does not say. */
  seenAt: number | null;
}

/**
 * Reads a file of a dataset, whichever of the two it is, one entry at a time: the largest have a million. Throws
 * `ListProblem` for what is not of the dataset, as far as its form says, and for what is cut.
 */
export async function* readOpenSanctions(
  listId: string,
  fileName: string,
  chunks: AsyncIterable<Uint8Array>,
  report: DecodingReport,
): AsyncGenerator<SeenEntity> {
  const dataset = datasetOf(listId);
  if (!dataset) throw new ListProblem("not a dataset of OpenSanctions");
  if (fileName === SIMPLE_FILE) yield* fromSimple(listId, dataset, chunks, report);
  else yield* fromFtm(listId, dataset, chunks, report);
}

async function* fromFtm(
  listId: string,
  dataset: Dataset,
  chunks: AsyncIterable<Uint8Array>,
  report: DecodingReport,
): AsyncGenerator<SeenEntity> {
  for await (const ftm of readFtm(chunks, report)) {
    // The datasets differ in nothing else: one file taken for another would screen against the wrong people.
    if (!ftm.datasets.includes(dataset.id) && !isCollection(dataset)) {
      throw new ListProblem(`not of the dataset ${dataset.id}`);
    }
    const entity = mapFtmEntity(listId, ftm);
    if (entity) yield { entity, seenAt: instantOf(ftm.lastSeen) };
  }
}

async function* fromSimple(
  listId: string,
  dataset: Dataset,
  chunks: AsyncIterable<Uint8Array>,
  report: DecodingReport,
): AsyncGenerator<SeenEntity> {
  for await (const { entity: ftm, sanctioned } of readSimpleCsv(chunks, report)) {
    const entity = mapFtmEntity(listId, ftm);
    if (!entity) continue;
    const topics = new Set([...dataset.topics, ...(sanctioned ? (["sanction"] as const) : [])]);
    yield { entity: { ...entity, topics: [...topics] }, seenAt: instantOf(ftm.lastSeen) };
  }
}

/** Entities of a collection name the sources that it collects. */
const isCollection = ({ id, topics }: Dataset): boolean => topics.length > 0 && !id.includes("_");

/** Instants without a zone are UTC there. */
function instantOf(text: string | null): number | null {
  const at = Date.parse(`${text?.replace(/Z$/, "")}Z`);
  return Number.isNaN(at) ? null : at;
}

/**
 * A dataset of OpenSanctions as a list. Loaded by hand only: the data is CC BY-NC 4.0, and whoever uses it
 * commercially needs OpenSanctions' licence first.
 */
function openSanctions(listId: string, dataset: string, leastEntities: number): ListSource {
  const url = `https://data.opensanctions.org/datasets/latest/${dataset}`;
  const files: SourceFile[] = [
    { name: FTM_FILE, url: `${url}/${FTM_FILE}` },
    { name: SIMPLE_FILE, url: `${url}/${SIMPLE_FILE}`, insteadOf: [FTM_FILE] },
  ];
  return {
    listId,
    byHand: true,
    files,
    leastEntities,
    // None that could be verified against the published files yet.
    sentinels: [],
    async read(given) {
      const name = given.has(SIMPLE_FILE) ? SIMPLE_FILE : FTM_FILE;
      const file = given.get(name);
      if (!file) throw new ListProblem(`${name} is missing`);
      const report = { misencodedLines: 0 };
      const entities: Entity[] = [];
      let latest: number | null = null;
      for await (const { entity, seenAt } of readOpenSanctions(listId, name, inSlices(file), report)) {
        if (seenAt !== null && seenAt > (latest ?? 0)) latest = seenAt;
        entities.push(entity);
      }
      if (entities.length === 0) throw new ListProblem("nobody is listed in it");
      return { ...report, entities, publishedAt: latest };
    },
  };
}

/** Persons sought by the FBI. */
export const fbiWantedSource = openSanctions("os_fbi_wanted", "us_fbi_most_wanted", 300);

/** Persons sought through INTERPOL, of those notices that are public. */
export const interpolRedSource = openSanctions("os_interpol_red", "interpol_red_notices", 3_000);

/** The list of any dataset, by its id here (`os_<dataset>`); null for another kind of id. */
export function openSanctionsSource(listId: string): ListSource | null {
  const dataset = datasetOf(listId);
  return dataset && openSanctions(listId, dataset.id, 1);
}
