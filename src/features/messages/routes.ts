import { type Endpoint, endpoint } from "../../http/endpoint.ts";
import { withEtag } from "../../http/with-etag.ts";
import type { MessagesDeps } from "./deps.ts";
import { sendersBody, sendersData } from "./schemas.ts";
import { readSenders, updateSenders } from "./update-senders.ts";

const OF_ADMIN = { tag: "Messages", scope: "admin", limit: null } as const;

/** Who sends a tenant's mails and text messages. */
export const messageEndpoints = (deps: MessagesDeps): Endpoint[] => [
  endpoint({
    ...OF_ADMIN,
    method: "get",
    path: "/messages/senders",
    operationId: "readMessageSenders",
    title: { en: "Read who sends messages", es: "Leer quién envía los mensajes" },
    summary: {
      en: "Who sends mails and text messages to people, without secrets.",
      es: "Quién envía los correos y mensajes de texto, sin secretos.",
    },
    data: sendersData,
    handle: async ({ caller }) => withEtag(await readSenders(deps, caller)),
  }),
  endpoint({
    ...OF_ADMIN,
    method: "put",
    path: "/messages/senders",
    operationId: "updateMessageSenders",
    title: { en: "Configure who sends messages", es: "Configurar quién envía los mensajes" },
    summary: {
      en: "Configures who sends mails and text messages; only this answer shows a new signing secret; honours If-Match.",
      es: "Configura quién envía los correos y mensajes de texto; solo esta respuesta muestra un secreto de firma nuevo.",
    },
    body: sendersBody,
    data: sendersData,
    example: { email: null, phone: { kind: "http", url: "https://example.com/messages" } },
    handle: async ({ caller, body, ifMatch }) =>
      withEtag(await updateSenders(deps, caller, { body, ifMatch })),
  }),
];
