import { describe, expect, it } from "vitest";
import {
  type AnswerMapping,
  providerConfig,
} from "../../../../src/features/background/criminal/provider-config.ts";
import { readAnswer } from "../../../../src/features/background/criminal/read-answer.ts";
import { verifikAsHttp } from "../../../../src/features/background/criminal/verifik.ts";
import { FOUND, NONE, NUMBER, parsedConfig } from "./support.ts";

const mapping = parsedConfig().sources[0]?.answer as AnswerMapping;
const read = (json: unknown) => readAnswer(json, mapping, { documentNumber: NUMBER });

describe("an answer read by its mapping", () => {
  it("is clear where every sign of it is there", () => {
    expect(read(NONE)).toEqual({ status: "answered", records: [] });
  });

  it("holds the records as they were stated", () => {
    expect(read(FOUND)).toEqual({
      status: "answered",
      records: [{ reference: "C-1", description: "Art. 172 CP", recordedOn: "2019-03-01" }],
    });
  });

  it("takes a number that is written with dots for the same", () => {
    expect(read({ ...NONE, number: "20.304.050" }).status).toBe("answered");
  });

  it("says that the source is still working, and by which ticket", () => {
    expect(read({ result: "working", ticket: "t-9" })).toEqual({ status: "pending", ticket: "t-9" });
  });

  it("keeps a record whose date cannot be read, without the date", () => {
    const records = [{ offence: "Art. 172", on: "31/02/2019" }];
    expect(read({ ...FOUND, records })).toEqual({
      status: "answered",
      records: [{ reference: "1", description: "Art. 172", recordedOn: null }],
    });
  });

  it("takes control characters and halves of characters out of what people will read", () => {
    const reading = read({ ...FOUND, records: [{ offence: "Art.\u0000\n172 \ud800" }] });
    expect(reading).toMatchObject({ records: [{ description: "Art. 172 \ufffd" }] });
  });

  it("believes the records more than a marker that contradicts them", () => {
    expect(read({ ...FOUND, result: "none" })).toMatchObject({ records: [{ reference: "C-1" }] });
  });

  it.each<[string, unknown]>([
    ["nothing", undefined],
    ["null", null],
    ["a text", "none"],
    ["a list", [NONE]],
    ["an empty object", {}],
    ["a page of an error", { error: "maintenance" }],
    ["an empty list alone", { number: NUMBER, records: [] }],
    ["the marker alone", { number: NUMBER, result: "none" }],
    ["the answer about somebody else", { ...NONE, number: "1" }],
    ["an answer that does not say about whom", { result: "none", records: [] }],
    ["records that are no list", { ...FOUND, records: { 0: {} } }],
    ["a record without a description", { ...FOUND, records: [...FOUND.records, { case: "C-2" }] }],
    ["a record that is a text", { ...FOUND, records: ["Art. 172"] }],
    ["more records than a person can have", { ...FOUND, records: Array(201).fill(FOUND.records[0]) }],
    ["what reaches for the prototype", JSON.parse(`{"__proto__":{"result":"none"},"number":"${NUMBER}"}`)],
  ])("does not take %s for an answer", (_what, json) => {
    expect(read(json)).toEqual({ status: "unrecognised_answer" });
  });
});

/** Samples of docs.verifik.co/background-check/…, shortened to what is looked at; the names are ours. */
const POLICE_NONE =
  "NO TIENE ASUNTOS PENDIENTES CON LAS AUTORIDADES JUDICIALES de conformidad con lo establecido en el artículo 248 de la Constitución Política de Colombia.";
const police = (details: unknown, documentNumber = "1020304050") => ({
  data: { documentType: "CC", documentNumber, fullName: "MATEO VERIFIK", details },
  signature: { message: "Certified by Verifik.co" },
});
const PROCURADURIA_FOUND = {
  data: {
    documentType: "CC",
    documentNumber: "1020304050",
    hasRecord: true,
    legend: "… El ciudadano si presenta antecedentes.",
    antecedentes: [
      {
        sanciones: [{ Sancion: "PRISION", Termino: "78 MESES", Clase: "PRINCIPAL" }],
        instancias: [{ Autoridad: "JUZGADO 2 PENAL DEL CIRCUITO", "Fecha providencia": "30/06/2015" }],
        delitos: [{ "Descripcion del Delito": "HOMICIDIO (LEY 599 DE 2000)" }],
      },
    ],
  },
};
const PROCURADURIA_NONE = {
  data: {
    documentNumber: "1020304050",
    antecedentes: [],
    legend: "… El ciudadano no presenta antecedentes.",
  },
};

describe("Verifik's documented answers", () => {
  const config = verifikAsHttp(
    providerConfig.parse({ kind: "verifik", token: "t" }) as Parameters<typeof verifikAsHttp>[0],
  );
  const readAs = (sourceId: string, json: unknown) => {
    const source = config.sources.find((one) => one.sourceId === sourceId);
    if (!source) throw new Error("no such source");
    return readAnswer(json, source.answer, { documentNumber: "1020304050" });
  };

  it.each([
    ["co_policia", "nothing pending", police(POLICE_NONE), []],
    [
      "co_policia",
      "pending matters",
      police("REGISTRA ASUNTOS PENDIENTES"),
      [{ reference: "1", description: "REGISTRA ASUNTOS PENDIENTES", recordedOn: null }],
    ],
    ["co_procuraduria", "no record", PROCURADURIA_NONE, []],
    [
      "co_procuraduria",
      "a record",
      PROCURADURIA_FOUND,
      [
        {
          reference: "JUZGADO 2 PENAL DEL CIRCUITO",
          description: "HOMICIDIO (LEY 599 DE 2000) · PRISION · 78 MESES",
          recordedOn: "2015-06-30",
        },
      ],
    ],
  ])("of %s: %s", (sourceId, _what, json, records) => {
    expect(readAs(sourceId, json)).toEqual({ status: "answered", records });
  });

  it.each([
    ["co_policia", "another sentence", police("ACTUALMENTE NO ES REQUERIDO POR AUTORIDAD JUDICIAL ALGUNA")],
    ["co_policia", "another person", police(POLICE_NONE, "1")],
    ["co_policia", "no sentence", police(undefined)],
    [
      "co_procuraduria",
      "an error in an answer's clothes",
      { code: "NotFound", message: "Record not found." },
    ],
    [
      "co_procuraduria",
      "a record announced and not listed",
      { data: { ...PROCURADURIA_NONE.data, hasRecord: true } },
    ],
  ])("of %s do not pass for clear: %s", (sourceId, _what, json) => {
    expect(readAs(sourceId, json)).toEqual({ status: "unrecognised_answer" });
  });
});
