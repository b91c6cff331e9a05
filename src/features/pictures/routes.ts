import { type Endpoint, endpoint } from "../../http/endpoint.ts";
import { createLink, type PicturesDeps } from "./create-link.ts";
import { linkBody, linkData } from "./schemas.ts";

/** The route that makes links to stored pictures; `http/pages/mount-picture.ts` serves what they open. */
export function pictureEndpoints(deps: PicturesDeps): Endpoint[] {
  return [
    endpoint({
      method: "post",
      path: "/pictures/links",
      operationId: "createPictureLink",
      tag: "Pictures",
      title: { en: "Link to a picture", es: "Enlace a una imagen" },
      summary: {
        en: "A signed link that opens one stored picture for a short time, for a person who reviews it.",
        es: "Un enlace firmado que abre por poco tiempo una imagen guardada, para la persona que la revisa.",
      },
      scope: "pictures:read",
      limit: null,
      body: linkBody,
      data: linkData,
      status: 201,
      example: {
        picture: { type: "document", id: "doc_V1StGXR8_Z5jdHi6B-myTA", side: "front" },
        expiresIn: 60,
      },
      handle: async ({ caller, body }) => ({ data: await createLink(deps, caller, body) }),
    }),
  ];
}
