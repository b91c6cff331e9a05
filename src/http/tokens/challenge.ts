import { EnrollError } from "../../kernel/errors.ts";

/**
 * Adds the challenge that a 401 must carry (RFC 6750 §3). A request that brought no token at all is told only how
 * to bring one (§3.1), since nothing about a token was wrong.
 */
export function challenged(error: unknown, hadToken: boolean): unknown {
  if (!(error instanceof EnrollError)) return error;
  if (error.code !== "UNAUTHORIZED" && error.code !== "TOKEN_EXPIRED") return error;
  const reason = hadToken ? ', error="invalid_token"' : "";
  return new EnrollError(error.code, { headers: { "www-authenticate": `Bearer realm="enroll"${reason}` } });
}
