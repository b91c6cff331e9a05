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
      summary: "What was done, by whom and to what, newest first.",
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
      summary: "Computes the hash chain over the audit anew and tells the first row that does not fit.",
      scope: "audit:read",
      limit: null,
      query: verifyQuery,
      data: verifyData,
      handle: async ({ caller, query }) => ({ data: await verifyAudit(deps, caller, query) }),
    }),
  ];
}
