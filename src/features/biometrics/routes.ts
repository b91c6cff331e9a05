import { z } from "zod";
import { type Endpoint, endpoint } from "../../http/endpoint.ts";
import { EXAMPLE_PICTURE } from "../uploads/schemas.ts";
import { challengeBody, challengeData } from "./active/challenge-schemas.ts";
import { issueChallenge } from "./active/issue-challenge.ts";
import { deleteFace } from "./delete-face.ts";
import type { BiometricsDeps } from "./deps.ts";
import { checkLiveness } from "./liveness.ts";
import { readFace } from "./read-face.ts";
import { registerFace } from "./register.ts";
import {
  faceData,
  faceDeleted,
  faceId,
  livenessBody,
  livenessData,
  registerBody,
  registrationData,
  verificationData,
  verifyBody,
} from "./schemas.ts";
import { galleryEndpoints } from "./search-routes.ts";
import { verifyFace } from "./verify.ts";

const tag = "Biometrics";

/** The routes of faces. */
export function biometricEndpoints(deps: BiometricsDeps): Endpoint[] {
  return [
    endpoint({
      method: "post",
      path: "/biometric/liveness",
      operationId: "checkLiveness",
      tag,
      summary:
        "Judges from one picture, or from the frames that answer a challenge, whether a living person was there.",
      scope: "biometrics:write",
      limit: "biometrics",
      carries: "pictures",
      body: livenessBody,
      data: livenessData,
      example: { mode: "passive", images: [EXAMPLE_PICTURE] },
      handle: async ({ caller, body }) => ({ data: await checkLiveness(deps, caller, body) }),
    }),
    endpoint({
      method: "post",
      path: "/biometric/liveness/challenges",
      operationId: "issueLivenessChallenge",
      tag,
      summary: "Draws what a person is to do before the camera; to be answered once, within 90 seconds.",
      scope: "biometrics:write",
      limit: "biometrics",
      body: challengeBody,
      data: challengeData,
      status: 201,
      example: { kinds: ["turn_left", "turn_right", "nod", "blink", "smile", "closer"] },
      handle: async ({ caller, body }) => ({ data: await issueChallenge(deps, caller, body) }),
    }),
    endpoint({
      method: "post",
      path: "/biometric/register",
      operationId: "registerFace",
      tag,
      summary: "Enrols a consenting person's face and finds other people of the tenant with the same one.",
      scope: "biometrics:write",
      limit: "biometrics",
      carries: "pictures",
      body: registerBody,
      data: registrationData,
      handle: async ({ caller, body }) => ({ data: await registerFace(deps, caller, body) }),
    }),
    endpoint({
      method: "post",
      path: "/biometric/verify",
      operationId: "verifyFace",
      tag,
      summary: "Compares a face with the enrolled one, a document's portrait or another picture (1:1).",
      scope: "biometrics:write",
      limit: "biometrics",
      carries: "pictures",
      body: verifyBody,
      data: verificationData,
      example: { probe: EXAMPLE_PICTURE, reference: { type: "image", image: EXAMPLE_PICTURE } },
      handle: async ({ caller, body }) => ({ data: await verifyFace(deps, caller, body) }),
    }),
    endpoint({
      method: "get",
      path: "/biometric/faces/:faceId",
      operationId: "getFace",
      tag,
      summary: "What is known of an enrolled face, without the face.",
      scope: "biometrics:read",
      limit: "biometrics",
      params: z.object({ faceId }),
      data: faceData,
      handle: async ({ caller, params }) => ({ data: await readFace(deps, caller, params.faceId) }),
    }),
    endpoint({
      method: "delete",
      path: "/biometric/faces/:faceId",
      operationId: "deleteFace",
      tag,
      summary: "Deletes an enrolled face, its template and its picture for good.",
      scope: "biometrics:write",
      limit: "biometrics",
      params: z.object({ faceId }),
      data: faceDeleted,
      handle: async ({ caller, params }) => ({ data: await deleteFace(deps, caller, params.faceId) }),
    }),
    ...galleryEndpoints(deps),
  ];
}
