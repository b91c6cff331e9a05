import { ListProblem } from "../list-problem.ts";
import { inSlices, type ListSource } from "../source.ts";
import { mapOfacRow, type OfacListId } from "./map.ts";
import { readOfac } from "./read.ts";

const EXPORTS = "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports";

interface OfacShape {
  listId: OfacListId;
  primary: string;
  alternates: string;
  comments: string;
  leastEntities: number;
  sentinels: string[];
}

/** An OFAC list in its CSV files. They state no date of their own. */
function ofacSource({ listId, primary, alternates, comments, ...whole }: OfacShape): ListSource {
  return {
    listId,
    files: [
      { name: primary, url: `${EXPORTS}/${primary}` },
      { name: alternates, url: `${EXPORTS}/${alternates}` },
      { name: comments, url: `${EXPORTS}/${comments}`, optional: true },
    ],
    ...whole,
    async read(files) {
      const open = (name: string) => {
        const file = files.get(name);
        if (!file) throw new ListProblem(`${name} is missing`);
        return inSlices(file);
      };
      const report = { misencodedLines: 0 };
      const rows = await readOfac(
        {
          primary: open(primary),
          alternates: open(alternates),
          comments: files.has(comments) ? open(comments) : undefined,
        },
        report,
      );
      return { entities: rows.map((row) => mapOfacRow(row, listId)), ...report, publishedAt: null };
    },
  };
}

/** Specially Designated Nationals and Blocked Persons. */
export const sdnSource = ofacSource({
  listId: "us_ofac_sdn",
  primary: "SDN.CSV",
  alternates: "ALT.CSV",
  comments: "SDN_COMMENTS.CSV",
  // 9,000 entries in 2021 and growing ever since.
  leastEntities: 5_000,
  // Banco Nacional de Cuba, listed in 1986.
  sentinels: ["us_ofac_sdn:306"],
});

/** The other lists of OFAC in one. */
export const consolidatedSource = ofacSource({
  listId: "us_ofac_cons",
  primary: "CONS_PRIM.CSV",
  alternates: "CONS_ALT.CSV",
  comments: "CONS_COMMENTS.CSV",
  leastEntities: 200,
  // Gazprombank, under sectoral sanctions since 2014.
  sentinels: ["us_ofac_cons:17016"],
});
