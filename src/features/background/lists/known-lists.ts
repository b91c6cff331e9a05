import type { Topic } from "./entity.ts";
import { ANY_TOPIC, datasetOf } from "./open-sanctions/datasets.ts";
import { OPEN_SANCTIONS_LICENCE } from "./open-sanctions/licence.ts";

/** A list that Enroll knows how to ask for, whether or not it is loaded. */
export interface KnownList {
  id: string;
  name: string;
  publisher: string;
  topics: Topic[];
  licence: string;
  sourceUrl: string;
  /** Older than this, the list counts as stale: its publisher's rhythm and a margin. */
  maxAgeHours: number;
}

const DAYS = 24;

/** Every list by id. A list is added here, with its folder and a line in the loader. */
export const KNOWN_LISTS: readonly KnownList[] = [
  {
    id: "un_sc",
    name: "United Nations Security Council Consolidated List",
    publisher: "UN Security Council",
    topics: ["sanction"],
    licence: "Public; UN terms of use",
    sourceUrl: "https://scsanctions.un.org/resources/xml/en/consolidated.xml",
    maxAgeHours: 3 * DAYS,
  },
  {
    id: "us_ofac_sdn",
    name: "OFAC Specially Designated Nationals and Blocked Persons",
    publisher: "US Department of the Treasury, OFAC",
    topics: ["sanction"],
    licence: "Public domain (US government work)",
    sourceUrl: "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/SDN.CSV",
    maxAgeHours: 3 * DAYS,
  },
  {
    id: "us_ofac_cons",
    name: "OFAC Consolidated (non-SDN) Sanctions",
    publisher: "US Department of the Treasury, OFAC",
    topics: ["sanction"],
    licence: "Public domain (US government work)",
    sourceUrl: "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/CONS_PRIM.CSV",
    maxAgeHours: 3 * DAYS,
  },
  {
    id: "eu_fsf",
    name: "EU Consolidated Financial Sanctions",
    publisher: "European Commission",
    topics: ["sanction"],
    licence: "CC BY 4.0 (Commission Decision 2011/833/EU)",
    sourceUrl:
      "https://data.europa.eu/data/datasets/consolidated-list-of-persons-groups-and-entities-subject-to-eu-financial-sanctions",
    maxAgeHours: 3 * DAYS,
  },
  {
    id: "gb_sanctions",
    name: "UK Sanctions List",
    publisher: "Foreign, Commonwealth & Development Office",
    topics: ["sanction"],
    licence: "Open Government Licence v3.0",
    sourceUrl: "https://sanctionslist.fcdo.gov.uk/docs/UK-Sanctions-List.csv",
    maxAgeHours: 3 * DAYS,
  },
  {
    id: "fbi_wanted",
    name: "FBI Wanted",
    publisher: "Federal Bureau of Investigation",
    topics: ["wanted"],
    licence: "Public domain (US government work)",
    sourceUrl: "https://api.fbi.gov/wanted/v1/list",
    maxAgeHours: 7 * DAYS,
  },
  {
    id: "interpol_red",
    name: "INTERPOL Red Notices",
    publisher: "INTERPOL",
    topics: ["wanted"],
    licence: "Public; INTERPOL terms of use",
    sourceUrl: "https://ws-public.interpol.int/notices/v1/red",
    maxAgeHours: 7 * DAYS,
  },
  {
    id: "os_fbi_wanted",
    name: "FBI Wanted, as collected by OpenSanctions",
    publisher: "OpenSanctions",
    topics: ["wanted", "crime"],
    licence: OPEN_SANCTIONS_LICENCE,
    sourceUrl: "https://www.opensanctions.org/datasets/us_fbi_most_wanted/",
    maxAgeHours: 7 * DAYS,
  },
  {
    id: "os_interpol_red",
    name: "INTERPOL Red Notices, as collected by OpenSanctions",
    publisher: "OpenSanctions",
    topics: ["wanted", "crime"],
    licence: OPEN_SANCTIONS_LICENCE,
    sourceUrl: "https://www.opensanctions.org/datasets/interpol_red_notices/",
    maxAgeHours: 7 * DAYS,
  },
  {
    id: "os_peps",
    name: "Politically Exposed Persons, as collected by OpenSanctions",
    publisher: "OpenSanctions",
    topics: ["pep"],
    licence: OPEN_SANCTIONS_LICENCE,
    sourceUrl: "https://www.opensanctions.org/datasets/peps/",
    maxAgeHours: 14 * DAYS,
  },
];

/** The list of an id, any dataset of OpenSanctions included; null when Enroll knows no such list. */
export const knownList = (id: string): KnownList | null =>
  KNOWN_LISTS.find((list) => list.id === id) ?? openSanctionsList(id);

function openSanctionsList(id: string): KnownList | null {
  const dataset = datasetOf(id);
  if (!dataset) return null;
  return {
    id,
    name: `OpenSanctions dataset ${dataset.id}`,
    publisher: "OpenSanctions",
    topics: [...(dataset.topics.length > 0 ? dataset.topics : ANY_TOPIC)],
    licence: OPEN_SANCTIONS_LICENCE,
    sourceUrl: `https://www.opensanctions.org/datasets/${dataset.id}/`,
    maxAgeHours: 7 * DAYS,
  };
}
