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
    endpoint({
      method: "get",
      path: "/retention",
      operationId: "readRetention",
      tag: "Privacy",
      summary: "For how many days each kind of data is kept.",
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
      summary: "Sets for how many days each kind is kept; what is older goes within minutes, for good.",
      scope: "admin",
      limit: null,
      body: retentionBody,
      data: retentionData,
      example: { documentPictures: 90, facePictures: 90, replacedFaces: 30, unfinishedUsers: 30 },
      handle: async ({ caller, body }) => ({ data: await putRetention(deps, caller, body) }),
    }),
  ];
}
