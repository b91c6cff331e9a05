import { type Endpoint, endpoint } from "../../http/endpoint.ts";
import { withEtag } from "../../http/with-etag.ts";
import { EXAMPLE_PICTURE } from "../uploads/schemas.ts";
import type { BrandingDeps } from "./deps.ts";
import { createPreviewLink } from "./preview-link.ts";
import { readBranding } from "./read.ts";
import { brandingBody, brandingData, brandingQuery, previewBody, previewData } from "./schemas.ts";
import { updateBranding } from "./update.ts";

const OF_ADMIN = { tag: "Branding", scope: "admin", limit: null } as const;

/** The routes of a tenant's brand; `http/pages/mount-brand.ts` serves its pictures and the preview. */
export const brandingEndpoints = (deps: BrandingDeps): Endpoint[] => [
  endpoint({
    ...OF_ADMIN,
    method: "get",
    path: "/branding",
    operationId: "readBranding",
    title: { en: "Read the brand", es: "Leer la marca" },
    summary: {
      en: "What people see of you: names, colours with their contrast, pictures, links, senders.",
      es: "Lo que las personas ven de la empresa: nombres, colores con su contraste, imágenes, enlaces y remitentes.",
    },
    query: brandingQuery,
    data: brandingData,
    handle: async ({ caller, query }) => withEtag(await readBranding(deps, caller, query.version)),
  }),
  endpoint({
    ...OF_ADMIN,
    method: "put",
    path: "/branding",
    operationId: "updateBranding",
    title: { en: "Write the brand", es: "Escribir la marca" },
    summary: {
      en: "Writes the brand anew as its next version; what is left out is not kept; honours If-Match.",
      es: "Escribe la marca de nuevo, como su versión siguiente; lo que no se envía no se conserva; respeta If-Match.",
    },
    carries: "pictures",
    body: brandingBody,
    data: brandingData,
    example: {
      displayName: "Banco Ejemplo",
      legalName: "Banco Ejemplo S. A.",
      colors: { primary: "#0b4f9e", background: "#ffffff", text: "#14202b", link: "#0b4f9e" },
      font: "system",
      locale: "es",
      images: { icon: EXAMPLE_PICTURE },
      links: { privacy: "https://example.com/privacidad", support: "https://example.com/ayuda" },
      ownDomain: "id.example.com",
      senders: { email: { name: "Banco Ejemplo" }, sms: { name: "BancoEjem" } },
    },
    handle: async ({ caller, body, ifMatch }) =>
      withEtag(await updateBranding(deps, caller, { body, ifMatch })),
  }),
  endpoint({
    ...OF_ADMIN,
    method: "post",
    path: "/branding/preview-links",
    operationId: "createBrandingPreview",
    title: { en: "Preview the brand", es: "Ver la marca" },
    summary: {
      en: "A signed link to a page that shows the brand as people will see it, for a short time.",
      es: "Un enlace firmado a una página que muestra por poco tiempo la marca tal como la verán las personas.",
    },
    body: previewBody,
    data: previewData,
    status: 201,
    example: { expiresIn: 600 },
    handle: async ({ caller, body }) => ({ data: await createPreviewLink(deps, caller, body) }),
  }),
];
