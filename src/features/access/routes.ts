import type { Settings } from "../../env.ts";
import { type Endpoint, endpoint } from "../../http/endpoint.ts";
import type { LimiterClient } from "../../http/rate-limit/limiter-client.ts";
import { limitExceeded } from "../../http/rate-limit/middleware.ts";
import type { LimitRule } from "../../http/rate-limit/rule.ts";
import { sha256Hex, utf8 } from "../../kernel/bytes.ts";
import { EnrollError } from "../../kernel/errors.ts";
import type { RecordsDeps } from "../../records/commit.ts";
import { readCredentials } from "./client-credentials.ts";
import { issueToken } from "./issue-token.ts";
import { revokeTokens } from "./revoke.ts";
import { revokeBody, revokeData, tokenBody, tokenData } from "./schemas.ts";

export interface AccessDeps extends RecordsDeps {
  settings: Pick<Settings, "ISSUER" | "AUDIENCE" | "SIGNING_JWK">;
  limiter: LimiterClient;
}

/** Wrong secrets a client id may get from one address; by address too, so that nobody can lock another out. */
const FAILURES: LimitRule = { name: "token-failures", limit: 10, windowMs: 60_000 };

/** The routes of Enroll's own token issuer. */
export function accessEndpoints(deps: AccessDeps): Endpoint[] {
  return [
    endpoint({
      method: "post",
      path: "/auth/token",
      operationId: "issueToken",
      tag: "Access",
      title: { en: "Get a token", es: "Obtener un token" },
      summary: {
        en: "Exchanges a client's id and secret for a 15-minute token: in the envelope for JSON, bare as in RFC 6749 for a form.",
        es: "Cambia el id y el secreto de un cliente por un token de 15 minutos: en el sobre si se pide en JSON, sin él (RFC 6749) si se pide con un formulario.",
      },
      scope: null,
      limit: null,
      carries: "form",
      body: tokenBody,
      data: tokenData,
      example: {
        grant_type: "client_credentials",
        client_id: "cli_your-client-id",
        client_secret: "enrs_your-client-secret",
      },
      async handle({ body, door }) {
        const credentials = readCredentials(door.authorization, body);
        if (!credentials) throw new EnrollError("UNAUTHORIZED");
        const owner = [credentials.clientId, await sha256Hex(utf8(door.peer))];
        const verdict = await deps.limiter.preview(owner, FAILURES);
        if (!verdict.allowed) throw limitExceeded(verdict);
        try {
          return { data: await issueToken(deps, { ...credentials, scope: body.scope }) };
        } catch (error) {
          if (error instanceof EnrollError && error.code === "UNAUTHORIZED") {
            await deps.limiter.hit(owner, FAILURES);
          }
          throw error;
        }
      },
    }),
    endpoint({
      method: "post",
      path: "/auth/revoke",
      operationId: "revokeTokens",
      tag: "Access",
      title: { en: "Revoke tokens", es: "Revocar tokens" },
      summary: {
        en: "Revokes one token by its id, or every token of a subject issued up to now.",
        es: "Revoca un token por su id, o todos los que un sujeto haya recibido hasta ahora.",
      },
      scope: "admin",
      limit: null,
      body: revokeBody,
      data: revokeData,
      example: { subject: "cli_your-client-id" },
      handle: async ({ caller, body }) => ({ data: await revokeTokens(deps, caller, body) }),
    }),
  ];
}
