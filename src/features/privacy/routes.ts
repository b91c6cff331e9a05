import { type Endpoint, endpoint } from "../../http/endpoint.ts";
import { userParams } from "../users/schemas.ts";
import type { PrivacyDeps } from "./deps.ts";
import { eraseUser } from "./erase-user.ts";
import { exportUser } from "./export-user.ts";
import { retentionBody, retentionData } from "./retention/schemas.ts";
import { putRetention, readRetention } from "./retention/settings.ts";
import { erasureData, exportData } from "./schemas.ts";

/** The routes of a person's rights over their data, and of how long it is kept. */
export function privacyEndpoints(deps: PrivacyDeps): Endpoint[] {
  return [
    endpoint({
      method: "delete",
      path: "/users/:userId",
      operationId: "eraseUser",
      tag: "Users",
      title: { en: "Erase a user", es: "Borrar a un usuario" },
      summary: {
        en: "Erases a person's data for good and answers with a signed deletion receipt.",
        es: "Borra para siempre los datos de una persona y responde con un recibo de borrado firmado.",
      },
      scope: "users:write",
      limit: null,
      params: userParams,
      data: erasureData,
      handle: async ({ caller, params }) => ({ data: await eraseUser(deps, caller, params.userId) }),
    }),
    endpoint({
      method: "get",
      path: "/users/:userId/export",
      operationId: "exportUser",
      tag: "Users",
      title: { en: "Export a person's data", es: "Exportar los datos de una persona" },
      summary: {
        en: "All that is kept about a person; needs the read scopes of documents, biometrics and background too.",
        es: "Todo lo que se guarda de una persona; necesita también los permisos de lectura de documentos, biometría y antecedentes.",
      },
      scope: "users:read",
      limit: null,
      params: userParams,
      data: exportData,
      handle: async ({ caller, params }) => ({ data: await exportUser(deps, caller, params.userId) }),
    }),
    endpoint({
      method: "get",
      path: "/retention",
      operationId: "readRetention",
      tag: "Privacy",
      title: { en: "Read retention", es: "Leer la retención" },
      summary: {
        en: "For how many days each kind of data is kept.",
        es: "Cuántos días se guarda cada clase de datos.",
      },
      scope: "admin",
      limit: null,
      data: retentionData,
      handle: async ({ caller }) => ({ data: await readRetention(deps, caller) }),
    }),
    endpoint({
      method: "put",
      path: "/retention",
      operationId: "putRetention",
      tag: "Privacy",
      title: { en: "Set retention", es: "Fijar la retención" },
      summary: {
        en: "Sets for how many days each kind is kept; what is older goes within minutes, for good.",
        es: "Fija cuántos días se guarda cada clase; lo más antiguo se borra en minutos y para siempre.",
      },
      scope: "admin",
      limit: null,
      body: retentionBody,
      data: retentionData,
      example: { documentPictures: 90, facePictures: 90, replacedFaces: 30, unfinishedUsers: 30 },
      handle: async ({ caller, body }) => ({ data: await putRetention(deps, caller, body) }),
    }),
  ];
}
