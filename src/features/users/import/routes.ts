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
      title: { en: "Import users", es: "Importar usuarios" },
      summary: {
        en: "Takes a CSV or NDJSON file of users in, and creates them in the background; your own databases are not asked.",
        es: "Recibe un archivo CSV o NDJSON de usuarios y los crea en segundo plano; sus propias bases de datos no se consultan.",
      },
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
      title: { en: "List imports", es: "Listar las importaciones" },
      summary: {
        en: "The imports, newest first.",
        es: "Las importaciones, de la más reciente a la más antigua.",
      },
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
      title: { en: "Read an import", es: "Leer una importación" },
      summary: {
        en: "How far an import has come: rows read, users created, rows that failed or were left out.",
        es: "Hasta dónde llegó una importación: filas leídas, usuarios creados, filas que fallaron o se omitieron.",
      },
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
      title: { en: "List the errors of an import", es: "Listar los errores de una importación" },
      summary: {
        en: "What was wrong with single rows, in the order of the file.",
        es: "Qué falló en cada fila, en el orden del archivo.",
      },
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
      title: { en: "Cancel an import", es: "Cancelar una importación" },
      summary: {
        en: "Stops an import: users created so far stay, and no more follow.",
        es: "Detiene una importación: los usuarios ya creados quedan, y no se crean más.",
      },
      scope: "users:write",
      limit: null,
      params: importParams,
      data: importData,
      handle: async ({ caller, params }) => ({ data: await cancelImport(deps, caller, params.importId) }),
    }),
  ];
}
