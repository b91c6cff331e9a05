import { describe, expect, it } from "vitest";
import type { Entity } from "../../../../../src/features/background/lists/entity.ts";
import { ListProblem } from "../../../../../src/features/background/lists/list-problem.ts";
import { mapUnEntry } from "../../../../../src/features/background/lists/un/map.ts";
import { readUnList } from "../../../../../src/features/background/lists/un/read.ts";

const SAMPLE = `<?xml version="1.0" encoding="UTF-8"?>
<CONSOLIDATED_LIST dateGenerated="2026-02-27T00:00:09.554Z"><INDIVIDUALS>
<INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME>ABEL</FIRST_NAME><SECOND_NAME>SAMPLE</SECOND_NAME><THIRD_NAME>na</THIRD_NAME>
<UN_LIST_TYPE>Al-Qaida</UN_LIST_TYPE><REFERENCE_NUMBER>QDi.999</REFERENCE_NUMBER><LISTED_ON>2012-12-31</LISTED_ON>
<GENDER>Male</GENDER><NAME_ORIGINAL_SCRIPT>هابيل</NAME_ORIGINAL_SCRIPT>
<NATIONALITY><VALUE>Iran (Islamic Republic of)</VALUE><VALUE>Syrian Arab Republic</VALUE></NATIONALITY>
<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Abil Sampel</ALIAS_NAME></INDIVIDUAL_ALIAS>
<INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>The Sample</ALIAS_NAME></INDIVIDUAL_ALIAS>
<INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>
<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1957-03-10</DATE></INDIVIDUAL_DATE_OF_BIRTH>
<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1958</YEAR></INDIVIDUAL_DATE_OF_BIRTH>
<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1955</FROM_YEAR><TO_YEAR>1957</TO_YEAR></INDIVIDUAL_DATE_OF_BIRTH>
<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>A0001</NUMBER><ISSUING_COUNTRY>Iran</ISSUING_COUNTRY></INDIVIDUAL_DOCUMENT>
</INDIVIDUAL></INDIVIDUALS><ENTITIES>
<ENTITY><DATAID>2</DATAID><FIRST_NAME>SAMPLE &amp; SONS</FIRST_NAME><UN_LIST_TYPE>DRC</UN_LIST_TYPE><REFERENCE_NUMBER>CDe.999</REFERENCE_NUMBER>
<ENTITY_ALIAS><QUALITY>f.k.a.</QUALITY><ALIAS_NAME>Old Sample</ALIAS_NAME></ENTITY_ALIAS>
<ENTITY_ADDRESS><COUNTRY>Democratic Republic of the Congo</COUNTRY></ENTITY_ADDRESS></ENTITY>
</ENTITIES></CONSOLIDATED_LIST>`;

async function* inPieces(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(text: string | Uint8Array, size = 1 << 16) {
  const entities: Entity[] = [];
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  const head = await readUnList(inPieces(bytes, size), (entry) => {
    const entity = mapUnEntry(entry);
    if (entity) entities.push(entity);
  });
  return { head, entities };
}

describe("the UN list", () => {
  it("is read as it is printed", async () => {
    const { head, entities } = await read(SAMPLE);
    expect(head).toEqual({ generatedAt: "2026-02-27T00:00:09.554Z", misencodedLines: 0 });
    expect(entities[0]).toEqual({
      id: "un_sc:QDi.999",
      listId: "un_sc",
      type: "person",
      names: [
        { text: "ABEL SAMPLE", kind: "primary", script: "Latn" },
        { text: "هابيل", kind: "primary", script: "Arab" },
        { text: "Abil Sampel", kind: "alias", script: "Latn" },
        { text: "The Sample", kind: "weak_alias", script: "Latn" },
      ],
      birthDates: [
        { year: 1957, month: 3, day: 10, circa: false },
        { year: 1958, circa: true },
        { year: 1955, yearTo: 1957, circa: false },
      ],
      gender: "M",
      countries: ["IR", "SY"],
      identifiers: [{ type: "passport", number: "A0001", country: "IR" }],
      programmes: ["Al-Qaida"],
      topics: ["sanction"],
      sourceUrl: "https://main.un.org/securitycouncil/en/content/un-sc-consolidated-list",
      listedOn: "2012-12-31",
    });
    expect(entities[1]).toMatchObject({
      id: "un_sc:CDe.999",
      type: "organisation",
      names: [{ text: "SAMPLE & SONS" }, { text: "Old Sample", kind: "former" }],
      countries: ["CD"],
    });
  });

  it("is read alike however the bytes arrive, also in the middle of a letter", async () => {
    const whole = await read(SAMPLE);
    for (const size of [1, 7, 64]) expect(await read(SAMPLE, size)).toEqual(whole);
  });

  it("reads and counts lines that are Windows-1252 in spite of their declaration", async () => {
    const bytes = new TextEncoder().encode(SAMPLE.replace("Abil Sampel", "Abil Samp#l"));
    bytes[bytes.indexOf("#".charCodeAt(0))] = 0xe9;
    const { head, entities } = await read(bytes);
    expect(head.misencodedLines).toBe(1);
    expect(entities[0]?.names[2]?.text).toBe("Abil Sampél");
  });

  it.each([
    ["cut off", SAMPLE.slice(0, SAMPLE.length / 2)],
    ["empty", ""],
    ["another XML", "<html><body/></html>"],
    ["no XML", "503 Service Unavailable"],
    ["badly nested", SAMPLE.replace("</INDIVIDUAL></INDIVIDUALS>", "</INDIVIDUALS></INDIVIDUAL>")],
  ])("is refused when it is %s", async (_case, text) => {
    await expect(read(text)).rejects.toBeInstanceOf(ListProblem);
  });
});
