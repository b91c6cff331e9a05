import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { errorMessage, issueMessage, successMessage } from "../i18n/messages.ts";
import { type EnrollError, ERRORS, type ErrorDetail } from "../kernel/errors.ts";
import { oauthError } from "./oauth-error.ts";

/** Answers with `{"success":true,"data",…}` in the caller's language. */
export function succeed(
  c: Context,
  data: unknown,
  status: ContentfulStatusCode = 200,
  headers: Record<string, string> = {},
): Response {
  const { locale, requestId, oauth } = c.get("state");
  return answer(
    c,
    oauth ? data : { success: true, data, message: successMessage(locale), meta: { requestId } },
    status,
    headers,
  );
}

/** Answers with `{"success":false,"error","code","details"?}` in the caller's language. */
export function fail(c: Context, error: EnrollError): Response {
  const state = c.get("state");
  state.errorCode = error.code;
  if (state.oauth) {
    const { status, body, headers } = oauthError(error, errorMessage("en", error.code));
    return answer(c, body, status, headers);
  }
  const details = error.details.map((detail) => translated(c, detail));
  return answer(
    c,
    {
      success: false,
      error: errorMessage(state.locale, error.code),
      code: error.code,
      ...(details.length > 0 ? { details } : {}),
      meta: { requestId: state.requestId },
    },
    ERRORS[error.code].status as ContentfulStatusCode,
    error.headers,
  );
}

/** A detail whose message is empty, or merely its code, gets the catalogue's text. */
function translated(c: Context, detail: ErrorDetail): ErrorDetail {
  const text = issueMessage(c.get("state").locale, detail.code);
  const own = detail.message !== "" && detail.message !== detail.code;
  return { field: detail.field, code: detail.code, message: own ? detail.message : (text ?? detail.code) };
}

function answer(
  c: Context,
  body: unknown,
  status: ContentfulStatusCode,
  headers: Record<string, string>,
): Response {
  const { locale, headers: always } = c.get("state");
  return c.json(body, status, {
    ...always,
    ...headers,
    "content-language": locale,
    vary: "Accept-Language",
  });
}
