import { type Endpoint, endpoint } from "../../http/endpoint.ts";
import type { Database } from "../../storage/database.ts";
import { listAudit } from "./list-audit.ts";
import { auditData, auditQuery, verifyData, verifyQuery } from "./schemas.ts";
import { verifyAudit } from "./verify-audit.ts";

const tag = "Audit";

/** The routes of the trail of what was done. */
export function auditEndpoints(deps: { database: Database }): Endpoint[] {
  return [
    endpoint({
      method: "get",
      path: "/audit",
      operationId: "listAudit",
      tag,
      title: { en: "List the audit", es: "Listar la auditoría" },
      summary: {
        en: "What was done, by whom and to what, newest first.",
        es: "Qué se hizo, quién lo hizo y a qué, de lo más reciente a lo más antiguo.",
      },
      scope: "audit:read",
      limit: null,
      query: auditQuery,
      data: auditData,
      handle: async ({ caller, query }) => ({ data: await listAudit(deps, caller, query) }),
    }),
    endpoint({
      method: "get",
      path: "/audit/verify",
      operationId: "verifyAudit",
      tag,
      title: { en: "Verify the audit", es: "Verificar la auditoría" },
      summary: {
        en: "Computes the hash chain over the audit anew and tells the first row that does not fit.",
        es: "Calcula de nuevo la cadena de hashes de la auditoría y dice cuál es la primera fila que no encaja.",
      },
      scope: "audit:read",
      limit: null,
      query: verifyQuery,
      data: verifyData,
      handle: async ({ caller, query }) => ({ data: await verifyAudit(deps, caller, query) }),
    }),
  ];
}
