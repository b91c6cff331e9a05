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
      title: { en: "Upload a list of your own", es: "Subir una lista propia" },
      summary: {
        en: "Uploads a list of your own, as CSV or JSON; every row that is wrong is named, and then nothing is kept.",
        es: "Sube una lista propia en CSV o JSON; cada fila incorrecta se nombra, y entonces no se guarda nada.",
      },
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
      title: { en: "Replace a list of your own", es: "Reemplazar una lista propia" },
      summary: {
        en: "Puts another upload in the place of what a list of your own held.",
        es: "Pone otra carga en lugar de lo que contenía una lista propia.",
      },
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
      title: { en: "Delete a list of your own", es: "Eliminar una lista propia" },
      summary: {
        en: "Erases a list of your own, its entries and the key they are sealed with.",
        es: "Borra una lista propia, sus entradas y la clave con la que están cifradas.",
      },
      scope: "background:write",
      limit: null,
      params: ownListParams,
      data: deletedListData,
      handle: async ({ caller, params }) => ({ data: await eraseOwnList(deps, caller, params.listId) }),
    }),
  ];
}
