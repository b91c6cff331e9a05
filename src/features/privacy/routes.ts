import { type Endpoint, endpoint } from "../../http/endpoint.ts";
import { userParams } from "../users/schemas.ts";
import type { PrivacyDeps } from "./deps.ts";
import { eraseUser } from "./erase-user.ts";
import { exportUser } from "./export-user.ts";
import { erasureData, exportData } from "./schemas.ts";

/** The routes of a person's rights over their data. */
export function privacyEndpoints(deps: PrivacyDeps): Endpoint[] {
  return [
    endpoint({
      method: "delete",
      path: "/users/:userId",
      operationId: "eraseUser",
      tag: "Users",
      summary: "Erases a person's data for good and answers with a signed deletion receipt.",
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
      summary:
        "All that is kept about a person; needs the read scopes of documents, biometrics and background too.",
      scope: "users:read",
      limit: null,
      params: userParams,
      data: exportData,
      handle: async ({ caller, params }) => ({ data: await exportUser(deps, caller, params.userId) }),
    }),
  ];
}
