import { type Endpoint, endpoint } from "../../../http/endpoint.ts";
import { CHANNELS, type Channel } from "../../../storage/tables/messages.ts";
import { userParams } from "../schemas.ts";
import { confirmCode } from "./confirm-code.ts";
import type { ContactsDeps } from "./deps.ts";
import { confirmBody, confirmedData, sentCodeData } from "./schemas.ts";
import { sendCode } from "./send-code.ts";

const OF_USERS = { tag: "Users", scope: "users:write", limit: null, params: userParams } as const;

const WORDS: Record<Channel, { id: string; name: string }> = {
  email: { id: "Email", name: "mail address" },
  phone: { id: "Phone", name: "telephone" },
};

/** The routes by which a person proves to have a mail address or a telephone. */
export const contactEndpoints = (deps: ContactsDeps): Endpoint[] =>
  CHANNELS.flatMap((channel) => [
    endpoint({
      ...OF_USERS,
      method: "post",
      path: `/users/:userId/contacts/${channel}/verification`,
      operationId: `send${WORDS[channel].id}Code`,
      summary: `Sends a six-digit code to the user's ${WORDS[channel].name}; a new one replaces the last.`,
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
      operationId: `confirm${WORDS[channel].id}Code`,
      summary: "Compares the code that the person typed; wrong, expired or used is an outcome, not an error.",
      body: confirmBody,
      data: confirmedData,
      example: { code: "123456" },
      handle: async ({ caller, params, body }) => ({
        data: await confirmCode(deps, caller, { ...params, channel, code: body.code }),
      }),
    }),
  ]);
