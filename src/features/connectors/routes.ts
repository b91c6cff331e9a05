import { type Endpoint, endpoint } from "../../http/endpoint.ts";
import { withEtag } from "../../http/with-etag.ts";
import { connectorData, connectorDeleted, connectorList, connectorRetry, connectorTest } from "./answers.ts";
import { createConnector } from "./create.ts";
import { deleteConnector } from "./delete.ts";
import type { ConnectorsDeps } from "./deps.ts";
import { listConnectors, readConnector } from "./read.ts";
import { retryWrites } from "./retry-writes.ts";
import { connectorBody, connectorParams } from "./schemas.ts";
import { testConnector } from "./test-connector.ts";
import { updateConnector } from "./update.ts";

const OF_ADMIN = { tag: "Connectors", scope: "admin", limit: null } as const;

const EXAMPLE = {
  kind: "http",
  name: "CRM",
  url: "https://example.com/enroll/people",
  lookup: [{ by: "externalId" }, { by: "identifier", type: "CC", country: "CO" }, { by: "email" }],
  writeBack: true,
};

/** The tenant's own databases of people: look-up when a user is created, write-back of each status. */
export const connectorEndpoints = (deps: ConnectorsDeps): Endpoint[] => [
  endpoint({
    ...OF_ADMIN,
    method: "post",
    path: "/connectors",
    operationId: "createConnector",
    title: { en: "Link a database", es: "Vincular una base de datos" },
    summary: {
      en: "Links a database of people (PostgreSQL, MySQL or HTTP); only this answer shows its signing secret.",
      es: "Vincula una base de datos de personas (PostgreSQL, MySQL o HTTP); solo esta respuesta muestra su secreto de firma.",
    },
    body: connectorBody,
    data: connectorData,
    status: 201,
    example: EXAMPLE,
    handle: async ({ caller, body }) => withEtag(await createConnector(deps, caller, body)),
  }),
  endpoint({
    ...OF_ADMIN,
    method: "get",
    path: "/connectors",
    operationId: "listConnectors",
    title: { en: "List connectors", es: "Listar los conectores" },
    summary: {
      en: "Lists the connectors, in the order in which they are asked.",
      es: "Los conectores, en el orden en que se les pregunta.",
    },
    data: connectorList,
    handle: async ({ caller }) => ({ data: await listConnectors(deps, caller) }),
  }),
  endpoint({
    ...OF_ADMIN,
    method: "get",
    path: "/connectors/:connectorId",
    operationId: "readConnector",
    title: { en: "Read a connector", es: "Leer un conector" },
    summary: {
      en: "Shows a connector without its secrets, and how its write-backs stand.",
      es: "Un conector sin sus secretos, y cómo van los estados que se escriben en él.",
    },
    params: connectorParams,
    data: connectorData,
    handle: async ({ caller, params }) => withEtag(await readConnector(deps, caller, params.connectorId)),
  }),
  endpoint({
    ...OF_ADMIN,
    method: "put",
    path: "/connectors/:connectorId",
    operationId: "updateConnector",
    title: { en: "Update a connector", es: "Actualizar un conector" },
    summary: {
      en: "Replaces a connector's configuration; secrets that are left out stay; honours If-Match.",
      es: "Reemplaza la configuración; los secretos que no se envían se conservan; respeta If-Match.",
    },
    params: connectorParams,
    body: connectorBody,
    data: connectorData,
    example: EXAMPLE,
    handle: async ({ caller, params, body, ifMatch }) =>
      withEtag(await updateConnector(deps, caller, { ...params, ifMatch, body })),
  }),
  endpoint({
    ...OF_ADMIN,
    method: "delete",
    path: "/connectors/:connectorId",
    operationId: "deleteConnector",
    title: { en: "Remove a connector", es: "Eliminar un conector" },
    summary: {
      en: "Removes a connector with its links and what still waited to be written back.",
      es: "Elimina un conector con sus vínculos y con lo que faltaba por escribir.",
    },
    params: connectorParams,
    data: connectorDeleted,
    handle: async ({ caller, params }) => ({
      data: await deleteConnector(deps, caller, params.connectorId),
    }),
  }),
  endpoint({
    ...OF_ADMIN,
    method: "post",
    path: "/connectors/:connectorId/test",
    operationId: "testConnector",
    title: { en: "Test a connector", es: "Probar un conector" },
    summary: {
      en: "Tries all that a connector will do, without changing anything, and says what is wrong where.",
      es: "Prueba todo lo que el conector hará, sin cambiar nada, y dice qué está mal y dónde.",
    },
    params: connectorParams,
    data: connectorTest,
    handle: async ({ caller, params }) => ({ data: await testConnector(deps, caller, params.connectorId) }),
  }),
  endpoint({
    ...OF_ADMIN,
    method: "post",
    path: "/connectors/:connectorId/retry",
    operationId: "retryConnector",
    title: { en: "Write back again", es: "Escribir de nuevo" },
    summary: {
      en: "Sends again the write-backs that were given up.",
      es: "Envía de nuevo los estados que se habían dado por perdidos.",
    },
    params: connectorParams,
    data: connectorRetry,
    handle: async ({ caller, params }) => ({ data: await retryWrites(deps, caller, params.connectorId) }),
  }),
];
