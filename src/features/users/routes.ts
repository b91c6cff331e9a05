import { type Endpoint, endpoint } from "../../http/endpoint.ts";
import { withEtag } from "../../http/with-etag.ts";
import { timelineData, userData, userDetailsData, userStatusData, usersData } from "./answers.ts";
import { createUser } from "./create.ts";
import type { CreateDeps } from "./deps.ts";
import { listUsers } from "./list-users.ts";
import { policyEndpoints } from "./policy-routes.ts";
import { readStatus, readUser } from "./read.ts";
import { reviewEndpoints } from "./review-routes.ts";
import { createUserBody, listQuery, updateUserBody, userParams, usersQuery } from "./schemas.ts";
import { readTimeline } from "./timeline.ts";
import { editUser } from "./update.ts";

/** The routes of the person being enrolled. */
export function userEndpoints(deps: CreateDeps): Endpoint[] {
  return [
    endpoint({
      method: "post",
      path: "/users/create",
      operationId: "createUser",
      tag: "Users",
      title: { en: "Create a user", es: "Crear un usuario" },
      summary: {
        en: "Creates the user that a person's checks will belong to.",
        es: "Crea el usuario al que pertenecerán las verificaciones de una persona.",
      },
      scope: "users:write",
      limit: null,
      body: createUserBody,
      data: userData,
      status: 201,
      example: {
        externalId: "crm-42",
        person: {
          givenNames: "Ana",
          familyName: "Ruiz",
          dateOfBirth: "1990-01-15",
          sex: "F",
          nationality: "CO",
        },
        identifiers: [{ type: "CC", country: "CO", number: "1.020.304.050" }],
        email: "ana@example.com",
        phone: "+573001234567",
        address: { city: "Bogotá", subdivision: "CO-DC", country: "CO" },
        locale: "es-CO",
        consents: [{ scope: "biometric", version: "2026-01", acceptedAt: "2026-01-15T12:00:00Z" }],
        metadata: { plan: "gold" },
      },
      handle: async ({ caller, body }) => withEtag(await createUser(deps, caller, body)),
    }),
    endpoint({
      method: "put",
      path: "/users/:userId",
      operationId: "updateUser",
      tag: "Users",
      title: { en: "Update a user", es: "Actualizar un usuario" },
      summary: {
        en: "Changes what is known of a person: what is left out stays, null clears; honours If-Match.",
        es: "Cambia lo que se sabe de una persona: lo que no se envía queda igual, null lo borra; respeta If-Match.",
      },
      scope: "users:write",
      limit: null,
      params: userParams,
      body: updateUserBody,
      data: userData,
      example: { phone: "+573007654321", metadata: { plan: null } },
      handle: async ({ caller, params, body, ifMatch }) =>
        withEtag(await editUser(deps, caller, { ...body, userId: params.userId, ifMatch })),
    }),
    endpoint({
      method: "get",
      path: "/users",
      operationId: "listUsers",
      tag: "Users",
      title: { en: "List users", es: "Listar usuarios" },
      summary: {
        en: "The users, newest first, by external id, identifier, mail address, status or date.",
        es: "Los usuarios, de lo más reciente a lo más antiguo, por id externo, identificador, correo, estado o fecha.",
      },
      scope: "users:read",
      limit: null,
      query: usersQuery,
      data: usersData,
      handle: async ({ caller, query }) => ({ data: await listUsers(deps, caller, query) }),
    }),
    endpoint({
      method: "get",
      path: "/users/:userId",
      operationId: "readUser",
      tag: "Users",
      title: { en: "Read a user", es: "Leer un usuario" },
      summary: {
        en: "The user with the person's data.",
        es: "El usuario con los datos de la persona.",
      },
      scope: "users:read",
      limit: null,
      params: userParams,
      data: userDetailsData,
      handle: async ({ caller, params }) => withEtag(await readUser(deps, caller, params.userId)),
    }),
    endpoint({
      method: "get",
      path: "/users/:userId/status",
      operationId: "readUserStatus",
      tag: "Users",
      title: { en: "Read a user's status", es: "Leer el estado de un usuario" },
      summary: {
        en: "Where the user stands, by which checks and by which decision, with its trace.",
        es: "En qué punto está el usuario, por qué verificaciones y por qué decisión, con su traza.",
      },
      scope: "users:read",
      limit: null,
      params: userParams,
      data: userStatusData,
      handle: async ({ caller, params }) => withEtag(await readStatus(deps, caller, params.userId)),
    }),
    endpoint({
      method: "get",
      path: "/users/:userId/events",
      operationId: "listUserEvents",
      tag: "Users",
      title: { en: "List a user's events", es: "Listar los eventos de un usuario" },
      summary: {
        en: "What happened to the user, newest first.",
        es: "Lo que ocurrió con el usuario, de lo más reciente a lo más antiguo.",
      },
      scope: "users:read",
      limit: null,
      params: userParams,
      query: listQuery,
      data: timelineData,
      handle: async ({ caller, params, query }) => ({
        data: await readTimeline(deps, caller, { userId: params.userId, ...query }),
      }),
    }),
    ...reviewEndpoints(deps),
    ...policyEndpoints(deps),
  ];
}
