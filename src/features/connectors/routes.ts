import { type Endpoint, endpoint } from "../../http/endpoint.ts";
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

const withEtag = <T extends { version: number }>(data: T) => ({
  data,
  headers: { etag: `"${data.version}"` },
});

/** The tenant's own databases of people: look-up when a user is created, write-back of each status. */
export const connectorEndpoints = (deps: ConnectorsDeps): Endpoint[] => [
  endpoint({
    ...OF_ADMIN,
    method: "post",
    path: "/connectors",
    operationId: "createConnector",
    summary:
      "Links a database of people (PostgreSQL, MySQL or HTTP); only this answer shows its signing secret.",
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
    summary: "Lists the connectors, in the order in which they are asked.",
    data: connectorList,
    handle: async ({ caller }) => ({ data: await listConnectors(deps, caller) }),
  }),
  endpoint({
    ...OF_ADMIN,
    method: "get",
    path: "/connectors/:connectorId",
    operationId: "readConnector",
    summary: "Shows a connector without its secrets, and how its write-backs stand.",
    params: connectorParams,
    data: connectorData,
    handle: async ({ caller, params }) => withEtag(await readConnector(deps, caller, params.connectorId)),
  }),
  endpoint({
    ...OF_ADMIN,
    method: "put",
    path: "/connectors/:connectorId",
    operationId: "updateConnector",
    summary: "Replaces a connector's configuration; secrets that are left out stay; honours If-Match.",
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
    summary: "Removes a connector with its links and what still waited to be written back.",
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
    summary: "Tries all that a connector will do, without changing anything, and says what is wrong where.",
    params: connectorParams,
    data: connectorTest,
    handle: async ({ caller, params }) => ({ data: await testConnector(deps, caller, params.connectorId) }),
  }),
  endpoint({
    ...OF_ADMIN,
    method: "post",
    path: "/connectors/:connectorId/retry",
    operationId: "retryConnector",
    summary: "Sends again the write-backs that were given up.",
    params: connectorParams,
    data: connectorRetry,
    handle: async ({ caller, params }) => ({ data: await retryWrites(deps, caller, params.connectorId) }),
  }),
];
