import { type Endpoint, endpoint } from "../../http/endpoint.ts";
import { timelineData, userData, userDetailsData, userStatusData, usersData } from "./answers.ts";
import { cancelUser } from "./cancel.ts";
import { createUser } from "./create.ts";
import type { CreateDeps } from "./deps.ts";
import { listUsers } from "./list-users.ts";
import { policyEndpoints } from "./policy-routes.ts";
import { readStatus, readUser } from "./read.ts";
import { reopenUser } from "./reopen.ts";
import { reviewUser } from "./review.ts";
import {
  createUserBody,
  listQuery,
  reopenBody,
  reviewBody,
  updateUserBody,
  userParams,
  usersQuery,
} from "./schemas.ts";
import { readTimeline } from "./timeline.ts";
import { editUser } from "./update.ts";

const etag = ({ version }: { version: number }) => ({ etag: `"${version}"` });

/** The routes of the person being enrolled. */
export function userEndpoints(deps: CreateDeps): Endpoint[] {
  return [
    endpoint({
      method: "post",
      path: "/users/create",
      operationId: "createUser",
      tag: "Users",
      summary: "Creates the user that a person's checks will belong to.",
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
      handle: async ({ caller, body }) => {
        const data = await createUser(deps, caller, body);
        return { data, headers: etag(data) };
      },
    }),
    endpoint({
      method: "put",
      path: "/users/:userId",
      operationId: "updateUser",
      tag: "Users",
      summary: "Changes what is known of a person: what is left out stays, null clears; honours If-Match.",
      scope: "users:write",
      limit: null,
      params: userParams,
      body: updateUserBody,
      data: userData,
      example: { phone: "+573007654321", metadata: { plan: null } },
      handle: async ({ caller, params, body, ifMatch }) => {
        const data = await editUser(deps, caller, { ...body, userId: params.userId, ifMatch });
        return { data, headers: etag(data) };
      },
    }),
    endpoint({
      method: "get",
      path: "/users",
      operationId: "listUsers",
      tag: "Users",
      summary: "The users, newest first, by external id, identifier, mail address, status or date.",
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
      summary: "The user with the person's data.",
      scope: "users:read",
      limit: null,
      params: userParams,
      data: userDetailsData,
      handle: async ({ caller, params }) => {
        const data = await readUser(deps, caller, params.userId);
        return { data, headers: etag(data) };
      },
    }),
    endpoint({
      method: "get",
      path: "/users/:userId/status",
      operationId: "readUserStatus",
      tag: "Users",
      summary: "Where the user stands, by which checks and by which decision, with its trace.",
      scope: "users:read",
      limit: null,
      params: userParams,
      data: userStatusData,
      handle: async ({ caller, params }) => {
        const data = await readStatus(deps, caller, params.userId);
        return { data, headers: etag(data) };
      },
    }),
    endpoint({
      method: "get",
      path: "/users/:userId/events",
      operationId: "listUserEvents",
      tag: "Users",
      summary: "What happened to the user, newest first.",
      scope: "users:read",
      limit: null,
      params: userParams,
      query: listQuery,
      data: timelineData,
      handle: async ({ caller, params, query }) => ({
        data: await readTimeline(deps, caller, { userId: params.userId, ...query }),
      }),
    }),
    endpoint({
      method: "post",
      path: "/users/:userId/review",
      operationId: "reviewUser",
      tag: "Users",
      summary: "Ends a review by a person's decision.",
      scope: "users:write",
      limit: null,
      params: userParams,
      body: reviewBody,
      data: userStatusData,
      example: { decision: "approve", note: "Compared with the certificate sent by post." },
      handle: async ({ caller, params, body }) => {
        const data = await reviewUser(deps, caller, { ...body, userId: params.userId });
        return { data, headers: etag(data) };
      },
    }),
    endpoint({
      method: "post",
      path: "/users/:userId/cancel",
      operationId: "cancelUser",
      tag: "Users",
      summary: "Ends an enrolment that has no answer yet.",
      scope: "users:write",
      limit: null,
      params: userParams,
      data: userData,
      handle: async ({ caller, params }) => {
        const data = await cancelUser(deps, caller, params.userId);
        return { data, headers: etag(data) };
      },
    }),
    endpoint({
      method: "post",
      path: "/users/:userId/reopen",
      operationId: "reopenUser",
      tag: "Users",
      summary:
        "Begins a new attempt for a person who was rejected, or whose enrolment expired or was canceled.",
      scope: "users:write",
      limit: null,
      params: userParams,
      body: reopenBody,
      data: userData,
      example: { note: "Called us: the passport had been renewed." },
      handle: async ({ caller, params, body }) => {
        const data = await reopenUser(deps, caller, { ...body, userId: params.userId });
        return { data, headers: etag(data) };
      },
    }),
    ...policyEndpoints(deps),
  ];
}
