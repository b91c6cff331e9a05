import * as z from "zod";
import { type Endpoint, endpoint } from "../../http/endpoint.ts";
import { EXAMPLE_PICTURE } from "../uploads/schemas.ts";
import { challengeBody, challengeData } from "./active/challenge-schemas.ts";
import { issueChallenge } from "./active/issue-challenge.ts";
import { deleteFace } from "./delete-face.ts";
import type { BiometricsDeps } from "./deps.ts";
import { faceData, faceDeleted, faceId, registerBody, registrationData } from "./face-schemas.ts";
import { checkLiveness } from "./liveness.ts";
import { livenessBody, livenessData } from "./liveness-schemas.ts";
import { readFace } from "./read-face.ts";
import { registerFace } from "./register.ts";
import { galleryEndpoints } from "./search-routes.ts";
import { verifyFace } from "./verify.ts";
import { verificationData, verifyBody } from "./verify-schemas.ts";

const tag = "Biometrics";

/** The routes of faces. */
export function biometricEndpoints(deps: BiometricsDeps): Endpoint[] {
  return [
    endpoint({
      method: "post",
      path: "/biometric/liveness",
      operationId: "checkLiveness",
      tag,
      title: { en: "Check liveness", es: "Comprobar la vida" },
      summary: {
        en: "Judges from one picture, or from the frames that answer a challenge, whether a living person was there.",
        es: "Juzga por una imagen, o por los fotogramas que responden a un reto, si hay una persona viva frente a la cámara; nunca aprueba por sí sola.",
      },
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
      title: { en: "Issue a liveness challenge", es: "Emitir un reto de vida" },
      summary: {
        en: "Draws what a person is to do before the camera; to be answered once, within 90 seconds.",
        es: "Sortea lo que la persona hará frente a la cámara; se responde una sola vez, en 90 segundos.",
      },
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
      title: { en: "Register a face", es: "Registrar un rostro" },
      summary: {
        en: "Enrols a consenting person's face and finds other people of the tenant with the same one.",
        es: "Registra el rostro de un usuario y busca duplicados entre los ya registrados.",
      },
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
      title: { en: "Verify a face", es: "Verificar un rostro" },
      summary: {
        en: "Compares a face with the enrolled one, a document's portrait or another picture (1:1).",
        es: "Compara un rostro con el registrado, con el retrato del documento o con otra imagen.",
      },
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
      title: { en: "Read a face", es: "Leer un rostro" },
      summary: {
        en: "What is known of an enrolled face, without the face.",
        es: "Un rostro registrado, sin su plantilla.",
      },
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
      title: { en: "Delete a face", es: "Eliminar un rostro" },
      summary: {
        en: "Deletes an enrolled face, its template and its picture for good.",
        es: "Elimina un rostro registrado, su plantilla y su imagen.",
      },
      scope: "biometrics:write",
      limit: "biometrics",
      params: z.object({ faceId }),
      data: faceDeleted,
      handle: async ({ caller, params }) => ({ data: await deleteFace(deps, caller, params.faceId) }),
    }),
    ...galleryEndpoints(deps),
  ];
}
