import type { HttpConfig, SourceMapping, VERIFIK_SOURCES, VerifikConfig } from "./provider-config.ts";

/** What both registers are asked by. Enroll's names of a permit and a passport, in Verifik's words. */
const askedBy = (types: Record<string, string>) => ({
  documentType: { from: "documentType" as const, map: types, optional: false },
  documentNumber: { from: "documentNumber" as const, optional: false },
});

const get = (url: string, types: Record<string, string>): SourceMapping["ask"] => ({
  method: "GET",
  url,
  query: askedBy(types),
  body: {},
  idempotent: true,
});

type VerifikSource = (typeof VERIFIK_SOURCES)[number];

/**
 * Verifik's endpoints as its public documentation described them in 2026: docs.verifik.co/background-check/
 * colombia-police-record-check and …/colombia-disciplinary-records-attorneys-office (also in the repository
 * Open-Verifik/verifik-documentation). Written to that text and to its sample answers; not proven live. "Not found"
 * (404) is not taken for "no records": the documentation does not say which of the two it means.
 */
const MAPPINGS: Record<VerifikSource, (baseUrl: string) => SourceMapping> = {
  co_policia: (baseUrl) => ({
    sourceId: "co_policia",
    consentRequired: false,
    ask: get(`${baseUrl}/v2/co/policia/consultar`, { CC: "CC", CE: "CE", PPT: "PPT", PA: "PA" }),
    answer: {
      statuses: [200],
      echo: [{ at: "/data/documentNumber", field: "documentNumber" }],
      // Another sentence of the register, "actualmente no es requerido", is said of people who have a record.
      noRecords: [
        {
          at: "/data/details",
          startsWith: "NO TIENE ASUNTOS PENDIENTES CON LAS AUTORIDADES JUDICIALES",
        },
      ],
      found: {
        when: [{ at: "/data/details", startsWith: "REGISTRA ASUNTOS" }],
        description: "/data/details",
      },
    },
  }),
  co_procuraduria: (baseUrl) => ({
    sourceId: "co_procuraduria",
    consentRequired: false,
    ask: get(`${baseUrl}/v2/co/procuraduria/antecedentes`, { CC: "CC", CE: "CE", PEP: "PEP" }),
    answer: {
      statuses: [200],
      echo: [{ at: "/data/documentNumber", field: "documentNumber" }],
      records: {
        at: "/data/antecedentes",
        reference: "/instancias/0/Autoridad",
        description: ["/delitos/0/Descripcion del Delito", "/sanciones/0/Sancion", "/sanciones/0/Termino"],
        recordedOn: { at: "/instancias/0/Fecha providencia", format: "DD/MM/YYYY" },
      },
      noRecords: [
        { at: "/data/antecedentes", isEmpty: true },
        { at: "/data/legend", contains: "no presenta antecedentes" },
      ],
      found: { when: [{ at: "/data/hasRecord", equals: true }], description: "/data/legend" },
    },
  }),
};

/** A tenant's account at Verifik as the generic provider reads it. */
export function verifikAsHttp(config: VerifikConfig): HttpConfig {
  const baseUrl = config.baseUrl.replace(/\/+$/, "");
  return {
    kind: "http",
    name: "Verifik",
    auth: { type: "bearer", token: config.token },
    timeoutMs: 15_000, // it asks the registers' own pages while we wait
    maxAttempts: 2,
    pollAfterSeconds: 30,
    pendingSeconds: 3_600,
    sources: config.sources.map((sourceId) => MAPPINGS[sourceId](baseUrl)),
  };
}
