import { type Endpoint, endpoint } from "../../../http/endpoint.ts";
import { listQuery } from "../schemas.ts";
import { cancelImport } from "./cancel-import.ts";
import type { ImportDeps } from "./deps.ts";
import { listImports, readImport, readImportErrors } from "./read-import.ts";
import { receiveImport, type SentFile } from "./receive.ts";
import {
  importData,
  importErrorsData,
  importErrorsQuery,
  importParams,
  importQuery,
  importsData,
  streamedFile,
} from "./schemas.ts";

/** The routes of files of users. They stand before those of one user, whose id could else be `imports`. */
export function importEndpoints(deps: ImportDeps): Endpoint[] {
  return [
    endpoint({
      method: "post",
      path: "/users/imports",
      operationId: "importUsers",
      tag: "Users",
      summary:
        "Takes a CSV or NDJSON file of users in, and creates them in the background; your own databases are not asked.",
      scope: "users:write",
      limit: null,
      carries: "stream",
      query: importQuery,
      body: streamedFile,
      data: importData,
      status: 202,
      handle: async ({ caller, query, body }) => ({
        data: await receiveImport(deps, caller, body as SentFile, query),
      }),
    }),
    endpoint({
      method: "get",
      path: "/users/imports",
      operationId: "listUserImports",
      tag: "Users",
      summary: "The imports, newest first.",
      scope: "users:read",
      limit: null,
      query: listQuery,
      data: importsData,
      handle: async ({ caller, query }) => ({ data: await listImports(deps, caller, query) }),
    }),
    endpoint({
      method: "get",
      path: "/users/imports/:importId",
      operationId: "readUserImport",
      tag: "Users",
      summary: "How far an import has come: rows read, users created, rows that failed or were left out.",
      scope: "users:read",
      limit: null,
      params: importParams,
      data: importData,
      handle: async ({ caller, params }) => ({ data: await readImport(deps, caller, params.importId) }),
    }),
    endpoint({
      method: "get",
      path: "/users/imports/:importId/errors",
      operationId: "listUserImportErrors",
      tag: "Users",
      summary: "What was wrong with single rows, in the order of the file.",
      scope: "users:read",
      limit: null,
      params: importParams,
      query: importErrorsQuery,
      data: importErrorsData,
      handle: async ({ caller, params, query }) => ({
        data: await readImportErrors(deps, caller, { ...params, ...query }),
      }),
    }),
    endpoint({
      method: "post",
      path: "/users/imports/:importId/cancel",
      operationId: "cancelUserImport",
      tag: "Users",
      summary: "Stops an import: users created so far stay, and no more follow.",
      scope: "users:write",
      limit: null,
      params: importParams,
      data: importData,
      handle: async ({ caller, params }) => ({ data: await cancelImport(deps, caller, params.importId) }),
    }),
  ];
}
