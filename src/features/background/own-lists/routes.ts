import { type Endpoint, endpoint } from "../../../http/endpoint.ts";
import { createOwnList, eraseOwnList, type OwnListDeps, replaceOwnListEntries } from "./keep-own-list.ts";
import { deletedListData, ownListData, ownListParams, ownListQuery, uploadedList } from "./schemas.ts";

const tag = "Background";

/** The endpoints of the lists that a tenant keeps itself; `GET /background/lists` names them beside the public ones. */
export function ownListEndpoints(deps: OwnListDeps): Endpoint[] {
  return [
    endpoint({
      method: "post",
      path: "/background/lists",
      operationId: "createOwnList",
      tag,
      summary:
        "Uploads a list of your own, as CSV or JSON; every row that is wrong is named, and then nothing is kept.",
      scope: "background:write",
      limit: null,
      carries: "raw",
      query: ownListQuery,
      body: uploadedList,
      data: ownListData,
      status: 201,
      handle: async ({ caller, query, body }) => ({
        data: await createOwnList(deps, caller, { ...query, bytes: body as Uint8Array }),
      }),
    }),
    endpoint({
      method: "put",
      path: "/background/lists/:listId",
      operationId: "replaceOwnList",
      tag,
      summary: "Puts another upload in the place of what a list of your own held.",
      scope: "background:write",
      limit: null,
      carries: "raw",
      params: ownListParams,
      body: uploadedList,
      data: ownListData,
      handle: async ({ caller, params, body }) => ({
        data: await replaceOwnListEntries(deps, caller, { ...params, bytes: body as Uint8Array }),
      }),
    }),
    endpoint({
      method: "delete",
      path: "/background/lists/:listId",
      operationId: "deleteOwnList",
      tag,
      summary: "Erases a list of your own, its entries and the key they are sealed with.",
      scope: "background:write",
      limit: null,
      params: ownListParams,
      data: deletedListData,
      handle: async ({ caller, params }) => ({ data: await eraseOwnList(deps, caller, params.listId) }),
    }),
  ];
}
