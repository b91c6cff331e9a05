import { type Endpoint, endpoint } from "../../../http/endpoint.ts";
import type { Locale } from "../../../kernel/caller.ts";
import { CHANNELS, type Channel } from "../../../storage/tables/messages.ts";
import { userParams } from "../schemas.ts";
import { confirmCode } from "./confirm-code.ts";
import type { ContactsDeps } from "./deps.ts";
import { confirmBody, confirmedData, sentCodeData } from "./schemas.ts";
import { sendCode } from "./send-code.ts";

const OF_USERS = { tag: "Users", scope: "users:write", limit: null, params: userParams } as const;

interface Words {
  /** What the code comes by. */
  by: string;
  /** Where it is sent to. */
  to: string;
}

const WORDS: Record<Channel, { id: string } & Record<Locale, Words>> = {
  email: { id: "Email", en: { by: "mail", to: "mail address" }, es: { by: "correo", to: "correo" } },
  phone: {
    id: "Phone",
    en: { by: "text message", to: "telephone" },
    es: { by: "mensaje de texto", to: "teléfono" },
  },
};

/** The routes by which a person proves to have a mail address or a telephone. */
export const contactEndpoints = (deps: ContactsDeps): Endpoint[] =>
  CHANNELS.flatMap((channel) => routesOf(deps, channel, WORDS[channel]));

const routesOf = (deps: ContactsDeps, channel: Channel, { id, en, es }: (typeof WORDS)[Channel]) => [
  endpoint({
    ...OF_USERS,
    method: "post",
    path: `/users/:userId/contacts/${channel}/verification`,
    operationId: `send${id}Code`,
    title: { en: `Send a code by ${en.by}`, es: `Enviar un código por ${es.by}` },
    summary: {
      en: `Sends a six-digit code to the user's ${en.to}; a new one replaces the last.`,
      es: `Envía un código de seis dígitos al ${es.to} del usuario; uno nuevo reemplaza al anterior.`,
    },
    data: sentCodeData,
    status: 202,
    handle: async ({ caller, params }) => {
      const data = await sendCode(deps, caller, { ...params, channel });
      return { data, status: data.status === "verified" ? 200 : 202 };
    },
  }),
  endpoint({
    ...OF_USERS,
    method: "post",
    path: `/users/:userId/contacts/${channel}/verification/confirm`,
    operationId: `confirm${id}Code`,
    title: { en: `Confirm the code of a ${en.by}`, es: `Confirmar el código del ${es.by}` },
    summary: {
      en: "Compares the code that the person typed; wrong, expired or used is an outcome, not an error.",
      es: "Compara el código que escribió la persona; uno equivocado, vencido o usado es un resultado, no un error.",
    },
    body: confirmBody,
    data: confirmedData,
    example: { code: "123456" },
    handle: async ({ caller, params, body }) => ({
      data: await confirmCode(deps, caller, { ...params, channel, code: body.code }),
    }),
  }),
];
