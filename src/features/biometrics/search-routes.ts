import * as z from "zod";
import { type Endpoint, endpoint } from "../../http/endpoint.ts";
import { createCollection, deleteCollection, listCollections, readCollection } from "./collections.ts";
import type { BiometricsDeps } from "./deps.ts";
import { reEnrolFaces } from "./re-enrol.ts";
import { reEnrolBody, reEnrolData } from "./re-enrol-schemas.ts";
import { renewTenantTemplates } from "./renew.ts";
import { searchFaces } from "./search.ts";
import {
  collectionBody,
  collectionData,
  collectionDeleted,
  collectionId,
  collectionList,
  renewalData,
  searchBody,
  searchData,
} from "./search-schemas.ts";

const tag = "Biometrics";
const params = z.object({ collectionId });

/** The routes of galleries: search, collections, renewal. */
export function galleryEndpoints(deps: BiometricsDeps): Endpoint[] {
  return [
    endpoint({
      method: "post",
      path: "/biometric/search",
      operationId: "searchFaces",
      tag,
      title: { en: "Search faces", es: "Buscar rostros" },
      summary: {
        en: "Names the enrolled people who are like a face (1:N), for a person to decide on.",
        es: "Nombra a las personas registradas que se parecen a un rostro (1:N); decide siempre una persona.",
      },
      scope: "biometrics:search",
      limit: "biometrics",
      carries: "pictures",
      body: searchBody,
      data: searchData,
      handle: async ({ caller, body }) => ({ data: await searchFaces(deps, caller, body) }),
    }),
    endpoint({
      method: "post",
      path: "/biometric/collections",
      operationId: "createCollection",
      tag,
      title: { en: "Create a collection", es: "Crear una colección" },
      summary: {
        en: "Names a set of faces that is searched apart.",
        es: "Da nombre a un conjunto de rostros en el que se busca por separado.",
      },
      scope: "biometrics:write",
      limit: "biometrics",
      body: collectionBody,
      data: collectionData,
      status: 201,
      handle: async ({ caller, body }) => ({ data: await createCollection(deps, caller, body) }),
    }),
    endpoint({
      method: "get",
      path: "/biometric/collections",
      operationId: "listCollections",
      tag,
      title: { en: "List collections", es: "Listar colecciones" },
      summary: {
        en: "Every collection with its number of faces.",
        es: "Todas las colecciones, con su número de rostros.",
      },
      scope: "biometrics:read",
      limit: "biometrics",
      data: collectionList,
      handle: async ({ caller }) => ({
        data: { items: await listCollections(deps, caller), nextCursor: null },
      }),
    }),
    endpoint({
      method: "get",
      path: "/biometric/collections/:collectionId",
      operationId: "getCollection",
      tag,
      title: { en: "Read a collection", es: "Leer una colección" },
      summary: {
        en: "One collection with its number of faces.",
        es: "Una colección con su número de rostros.",
      },
      scope: "biometrics:read",
      limit: "biometrics",
      params,
      data: collectionData,
      handle: async ({ caller, params: { collectionId: id } }) => ({
        data: await readCollection(deps, caller, id),
      }),
    }),
    endpoint({
      method: "delete",
      path: "/biometric/collections/:collectionId",
      operationId: "deleteCollection",
      tag,
      title: { en: "Delete a collection", es: "Eliminar una colección" },
      summary: {
        en: "Deletes a collection that holds no face.",
        es: "Elimina una colección que no tiene ningún rostro.",
      },
      scope: "biometrics:write",
      limit: "biometrics",
      params,
      data: collectionDeleted,
      handle: async ({ caller, params: { collectionId: id } }) => ({
        data: await deleteCollection(deps, caller, id),
      }),
    }),
    endpoint({
      method: "post",
      path: "/biometric/templates/renew",
      operationId: "renewTemplates",
      tag,
      title: { en: "Renew templates", es: "Renovar las plantillas" },
      summary: {
        en: "Revokes every searchable template and makes it anew under a fresh key, without the people.",
        es: "Revoca todas las plantillas de búsqueda y las rehace con otra clave, sin molestar a las personas.",
      },
      scope: "admin",
      limit: "biometrics",
      data: renewalData,
      status: 202,
      handle: async ({ caller }) => ({ data: await renewTenantTemplates(deps, caller) }),
    }),
    endpoint({
      method: "post",
      path: "/biometric/templates/re-enrol",
      operationId: "reEnrolFaces",
      tag,
      title: { en: "Re-enrol faces", es: "Registrar de nuevo los rostros" },
      summary: {
        en: "Describes faces that older nets described anew, from their sealed pictures.",
        es: "Describe de nuevo, desde sus fotos selladas, los rostros que describió un modelo anterior; cada uno recibe otro identificador.",
      },
      scope: "admin",
      limit: "biometrics",
      body: reEnrolBody,
      data: reEnrolData,
      example: { limit: 5 },
      handle: async ({ caller, body }) => ({ data: await reEnrolFaces(deps, caller, body) }),
    }),
  ];
}
