import { importJWK, SignJWT } from "jose";
import type { Settings } from "../../env.ts";
import { SCOPES, type Scope } from "../../kernel/caller.ts";
import type { Clock } from "../../kernel/clock.ts";
import { EnrollError } from "../../kernel/errors.ts";
import { newId } from "../../kernel/ids.ts";
import type { Database } from "../../storage/database.ts";
import { isAnySecret } from "./client-secret.ts";
import { findActiveClient } from "./store.ts";

export interface IssueTokenDeps {
  database: Database;
  clock: Clock;
  settings: Pick<Settings, "ISSUER" | "AUDIENCE" | "SIGNING_JWK">;
}

/** Short, since a token works without a look at its client until it expires or is revoked. */
export const TOKEN_LIFETIME_S = 15 * 60;

/** An access token as RFC 6749 §5.1 answers it. */
export interface IssuedToken {
  access_token: string;
  token_type: "Bearer";
  expires_in: number;
  scope: string;
}

/**
 * Gives a client a token for all of its scopes, or for those it asks for (RFC 6749 §4.4). Throws `UNAUTHORIZED`
 * for an unknown client and a wrong secret alike, and `VALIDATION_FAILED` for a scope the client does not have.
 */
export async function issueToken(
  deps: IssueTokenDeps,
  input: { clientId: string; clientSecret: string; scope: string | undefined },
): Promise<IssuedToken> {
  const client = await findActiveClient(deps.database, input.clientId, deps.clock());
  if (!(await isAnySecret(input.clientSecret, client?.secrets ?? [])) || !client) {
    throw new EnrollError("UNAUTHORIZED");
  }
  const scope = grantScopes(client.scopes, input.scope).join(" ");
  const { ISSUER, AUDIENCE, SIGNING_JWK } = deps.settings;
  const now = Math.floor(deps.clock() / 1000);
  const token = await new SignJWT({ tenant: client.tenantId, scope })
    // RFC 9068: the type keeps other things signed with this key (receipts) from passing for tokens.
    .setProtectedHeader({ alg: "ES256", kid: SIGNING_JWK.kid, typ: "at+jwt" })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setSubject(input.clientId)
    .setJti(newId("tok"))
    .setIssuedAt(now)
    .setExpirationTime(now + TOKEN_LIFETIME_S)
    .sign(await importJWK(SIGNING_JWK, "ES256"));
  return { access_token: token, token_type: "Bearer", expires_in: TOKEN_LIFETIME_S, scope };
}

function grantScopes(owned: readonly string[], asked: string | undefined): Scope[] {
  const granted = SCOPES.filter((scope) => owned.includes(scope));
  const wanted = asked?.split(" ").filter((scope) => scope !== "") ?? [];
  if (wanted.length === 0) return granted;
  if (!wanted.every((scope) => granted.includes(scope as Scope))) {
    throw new EnrollError("VALIDATION_FAILED", {
      details: [{ field: "scope", code: "INVALID_SCOPE", message: "" }],
    });
  }
  return granted.filter((scope) => wanted.includes(scope));
}
