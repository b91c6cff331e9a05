import * as z from "zod";
import { type Endpoint, endpoint } from "../../http/endpoint.ts";
import { createUpload, type UploadsDeps } from "./create.ts";
import { uploadData } from "./schemas.ts";

/** The body of a raw request, as `http/body` hands it over. */
const rawPicture = z
  .unknown()
  .refine((body) => body instanceof Uint8Array)
  .meta({ type: "string", format: "binary", description: "A JPEG, PNG or WebP file of at most 8 MB." });

/** The routes of pictures sent ahead. */
export function uploadEndpoints(deps: UploadsDeps): Endpoint[] {
  return [
    endpoint({
      method: "post",
      path: "/uploads",
      operationId: "createUpload",
      tag: "Uploads",
      title: { en: "Upload a picture", es: "Subir una imagen" },
      summary: {
        en: "Sends a picture ahead as raw bytes, to be named by its id in a later request within 24 hours.",
        es: "Envía una imagen por adelantado, para nombrarla por su id en una solicitud posterior dentro de las 24 horas.",
      },
      scope: "documents:write",
      limit: "documents",
      carries: "raw",
      body: rawPicture,
      data: uploadData,
      status: 201,
      handle: async ({ caller, body }) => ({ data: await createUpload(deps, caller, body as Uint8Array) }),
    }),
  ];
}
