import { type Endpoint, endpoint } from "../../http/endpoint.ts";
import { withEtag } from "../../http/with-etag.ts";
import { userData, userStatusData } from "./answers.ts";
import { cancelUser } from "./cancel.ts";
import type { UsersDeps } from "./deps.ts";
import { reopenUser } from "./reopen.ts";
import { reviewUser } from "./review.ts";
import { reopenBody, reviewBody, userParams } from "./schemas.ts";

/** The routes by which staff ends an enrolment, or begins it again. */
export function reviewEndpoints(deps: UsersDeps): Endpoint[] {
  return [
    endpoint({
      method: "post",
      path: "/users/:userId/review",
      operationId: "reviewUser",
      tag: "Users",
      title: { en: "Decide a review", es: "Decidir una revisión" },
      summary: {
        en: "Ends a review by a person's decision.",
        es: "Cierra una revisión con la decisión de una persona.",
      },
      scope: "users:write",
      limit: null,
      params: userParams,
      body: reviewBody,
      data: userStatusData,
      example: { decision: "approve", note: "Compared with the certificate sent by post." },
      handle: async ({ caller, params, body }) =>
        withEtag(await reviewUser(deps, caller, { ...body, userId: params.userId })),
    }),
    endpoint({
      method: "post",
      path: "/users/:userId/cancel",
      operationId: "cancelUser",
      tag: "Users",
      title: { en: "Cancel an enrolment", es: "Cancelar un registro" },
      summary: {
        en: "Ends an enrolment that has no answer yet.",
        es: "Termina un registro que todavía no tiene respuesta.",
      },
      scope: "users:write",
      limit: null,
      params: userParams,
      data: userData,
      handle: async ({ caller, params }) => withEtag(await cancelUser(deps, caller, params.userId)),
    }),
    endpoint({
      method: "post",
      path: "/users/:userId/reopen",
      operationId: "reopenUser",
      tag: "Users",
      title: { en: "Begin a new attempt", es: "Empezar un intento nuevo" },
      summary: {
        en: "Begins a new attempt for a person who was rejected, or whose enrolment expired or was canceled.",
        es: "Empieza un intento nuevo para una persona rechazada, o cuyo registro venció o se canceló.",
      },
      scope: "users:write",
      limit: null,
      params: userParams,
      body: reopenBody,
      data: userData,
      example: { note: "Called us: the passport had been renewed." },
      handle: async ({ caller, params, body }) =>
        withEtag(await reopenUser(deps, caller, { ...body, userId: params.userId })),
    }),
  ];
}
