import { type Endpoint, endpoint } from "../../http/endpoint.ts";
import type { UsersDeps } from "./deps.ts";
import { activatePolicy, createPolicy, listPolicies } from "./policies.ts";
import { DEFAULT_POLICY } from "./policy.ts";
import {
  activateBody,
  createPolicyBody,
  policiesData,
  policyData,
  policyParams,
  redecideBody,
  redecisionData,
} from "./policy-schemas.ts";
import { redecideUser } from "./redecide.ts";
import { userParams } from "./schemas.ts";

const tag = "Policies";

/** The routes of the rules by which users are decided on. */
export function policyEndpoints(deps: UsersDeps): Endpoint[] {
  return [
    endpoint({
      method: "post",
      path: "/policies",
      operationId: "createPolicy",
      tag,
      title: { en: "Add a policy", es: "Agregar una política" },
      summary: {
        en: "Adds a version of a policy; one that could never approve anybody is refused.",
        es: "Agrega una versión de una política; se rechaza la que nunca podría aprobar a nadie.",
      },
      scope: "admin",
      limit: null,
      body: createPolicyBody,
      data: policyData,
      status: 201,
      example: {
        id: "pol_strict",
        requirements: ["document", "liveness", "face_match", "watchlist"],
        rules: DEFAULT_POLICY.rules.map((rule) =>
          rule.name === "face.similarity" ? { ...rule, threshold: 0.5, reviewFrom: 0.42 } : rule,
        ),
        maxAttempts: { document: 2, liveness: 2, face_match: 2 },
        maxAgeHours: { document: 168, liveness: 168, face_match: 168, watchlist: 12 },
        activate: true,
      },
      handle: async ({ caller, body }) => ({ data: await createPolicy(deps, caller, body) }),
    }),
    endpoint({
      method: "get",
      path: "/policies",
      operationId: "listPolicies",
      tag,
      title: { en: "List policies", es: "Listar las políticas" },
      summary: {
        en: "Every version of the policies, the built-in one included.",
        es: "Todas las versiones de las políticas, incluida la que viene con el producto.",
      },
      scope: "users:read",
      limit: null,
      data: policiesData,
      handle: async ({ caller }) => ({ data: await listPolicies(deps, caller) }),
    }),
    endpoint({
      method: "post",
      path: "/policies/:policyId/activate",
      operationId: "activatePolicy",
      tag,
      title: { en: "Activate a policy", es: "Activar una política" },
      summary: {
        en: "Makes a version the one that new users get; others keep theirs.",
        es: "Hace de una versión la que reciben los usuarios nuevos; los demás conservan la suya.",
      },
      scope: "admin",
      limit: null,
      params: policyParams,
      body: activateBody,
      data: policyData,
      example: { version: 2 },
      handle: async ({ caller, params, body }) => ({
        data: await activatePolicy(deps, caller, { ...body, policyId: params.policyId }),
      }),
    }),
    endpoint({
      method: "post",
      path: "/users/:userId/redecide",
      operationId: "redecideUser",
      tag,
      title: { en: "Decide anew", es: "Decidir de nuevo" },
      summary: {
        en: "Decides on a user anew by a version of a policy, or tells what that would change.",
        es: "Decide de nuevo sobre un usuario con otra versión de una política, o dice qué cambiaría.",
      },
      scope: "users:write",
      limit: null,
      params: userParams,
      body: redecideBody,
      data: redecisionData,
      example: { policyId: "pol_default", version: 1, dryRun: true },
      handle: async ({ caller, params, body }) => ({
        data: await redecideUser(deps, caller, { ...body, userId: params.userId }),
      }),
    }),
  ];
}
