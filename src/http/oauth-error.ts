import type { ContentfulStatusCode } from "hono/utils/http-status";
import { type EnrollError, ERRORS } from "../kernel/errors.ts";

/** An error in the vocabulary of RFC 6749 §5.2, for callers that speak OAuth. */
export function oauthError(error: EnrollError, description: string) {
  const { name, status } = wordFor(error);
  const headers = {
    ...error.headers,
    // RFC 6749 §5.2: a client that tried Basic is challenged with it; the others do not mind.
    ...(name === "invalid_client" ? { "www-authenticate": 'Basic realm="enroll"' } : {}),
  };
  return { status, headers, body: { error: name, error_description: description } };
}

function wordFor(error: EnrollError): { name: string; status: ContentfulStatusCode } {
  const details = new Set(error.details.map((detail) => detail.code));
  if (details.has("UNSUPPORTED_GRANT_TYPE")) return { name: "unsupported_grant_type", status: 400 };
  if (details.has("INVALID_SCOPE")) return { name: "invalid_scope", status: 400 };
  switch (error.code) {
    case "UNAUTHORIZED":
      return { name: "invalid_client", status: 401 };
    case "VALIDATION_FAILED":
      return { name: "invalid_request", status: 400 };
    default: {
      const { status } = ERRORS[error.code];
      const name = status === 429 || status === 503 ? "temporarily_unavailable" : "invalid_request";
      return { name, status };
    }
  }
}
