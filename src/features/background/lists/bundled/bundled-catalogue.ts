import { sha256Hex, utf8 } from "../../../../kernel/bytes.ts";
import { buildIndex } from "../../screening/name-index.ts";
import type { ListCatalogue, ServingList } from "../catalogue.ts";
import type { Entity, EntityName, ListDate } from "../entity.ts";
import { knownList } from "../known-lists.ts";
import { scriptOf } from "../script-of.ts";
import type { Designation } from "./designation.ts";
import { ORGANISATIONS } from "./organisations.ts";
import { PEOPLE } from "./people.ts";

/** The day these facts were last held against the published lists. A designation made or lifted later is not here. */
export const BUNDLED_ON = "2026-02-27";

const LIST_IDS = ["un_sc", "us_ofac_sdn", "eu_fsf", "gb_sanctions"] as const;
type BundledListId = (typeof LIST_IDS)[number];

/** A page where a person can look an entry up. */
const LOOK_UP: Record<BundledListId, string> = {
  un_sc: "https://main.un.org/securitycouncil/en/content/un-sc-consolidated-list",
  us_ofac_sdn: "https://sanctionssearch.ofac.treas.gov/",
  eu_fsf: "https://www.sanctionsmap.eu/",
  gb_sanctions: "https://search-uk-sanctions-list.service.gov.uk/",
};

let serving: Promise<ServingList[]> | undefined;

/**
 * A catalogue of the few well-known designations that ship with Enroll, so that a check answers before any list
 * is loaded. Every list of it says `bundled` and `stale`.
 */
export function bundledCatalogue(): ListCatalogue {
  const all = () => {
    serving ??= Promise.all(LIST_IDS.map(serve));
    return serving;
  };
  return {
    versions: async () => (await all()).map((list) => list.version),
    open: async (listIds) => (await all()).filter((list) => listIds.includes(list.version.id)),
  };
}

async function serve(id: BundledListId): Promise<ServingList> {
  const known = knownList(id);
  if (!known) throw new Error(`no list ${id}`);
  const entities = bundledEntities(id);
  return {
    version: {
      id,
      name: known.name,
      publisher: known.publisher,
      version: `bundled-${BUNDLED_ON}`,
      publishedAt: null,
      fetchedAt: null,
      sha256: await sha256Hex(utf8(JSON.stringify(entities))),
      entities: entities.length,
      topics: known.topics,
      stale: true,
      bundled: true,
      licence: known.licence,
      sourceUrl: known.sourceUrl,
    },
    segments: [buildIndex(entities)],
  };
}

/** The bundled designations that stand on one list. */
export function bundledEntities(id: BundledListId): Entity[] {
  return [...PEOPLE, ...ORGANISATIONS].flatMap((designation) => {
    const programme = designation.on[id];
    return programme === undefined ? [] : [toEntity(designation, id, programme)];
  });
}

function toEntity(designation: Designation, listId: BundledListId, programme: string): Entity {
  const slug = designation.name
    .normalize("NFKD")
    .replace(/[^A-Za-z0-9]+/g, "-")
    .toLowerCase();
  return {
    id: `${listId}:bundled-${slug}`,
    listId,
    type: designation.type,
    names: [
      named(designation.name, "primary"),
      ...(designation.native ? [named(designation.native, "primary")] : []),
      ...(designation.aliases ?? []).map((alias) => named(alias, "alias")),
    ],
    birthDates: (designation.born ?? []).map(toDate),
    gender: designation.gender ?? null,
    countries: designation.countries ?? [],
    identifiers: [],
    programmes: programme.split("; "),
    topics: ["sanction"],
    sourceUrl: LOOK_UP[listId],
  };
}

const named = (text: string, kind: EntityName["kind"]): EntityName => ({
  text,
  kind,
  script: scriptOf(text),
});

function toDate(born: string): ListDate {
  const [year = 0, month, day] = born.split("-").map(Number);
  return { year, ...(month ? { month } : {}), ...(day ? { day } : {}), circa: false };
}
