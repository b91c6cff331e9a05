/**
 * The catalogue of errors: every code a caller can meet, with its HTTP status and whether the same request may
 * succeed later. A failed check is not in here: it is a result (HTTP 200) with reasons.
 */
export const ERRORS = {
  INVALID_JSON: { status: 400, retryable: false },
  UNAUTHORIZED: { status: 401, retryable: false },
  TOKEN_EXPIRED: { status: 401, retryable: false },
  FORBIDDEN: { status: 403, retryable: false },
  NOT_FOUND: { status: 404, retryable: false },
  METHOD_NOT_ALLOWED: { status: 405, retryable: false },
  USER_EXISTS: { status: 409, retryable: false },
  INVALID_TRANSITION: { status: 409, retryable: false },
  CONFLICT: { status: 409, retryable: true },
  IDEMPOTENCY_IN_PROGRESS: { status: 409, retryable: true },
  PRECONDITION_FAILED: { status: 412, retryable: false },
  PAYLOAD_TOO_LARGE: { status: 413, retryable: false },
  UNSUPPORTED_MEDIA: { status: 415, retryable: false },
  VALIDATION_FAILED: { status: 422, retryable: false },
  UNREADABLE_IMAGE: { status: 422, retryable: false },
  IDEMPOTENCY_KEY_REUSED: { status: 422, retryable: false },
  RATE_LIMIT_EXCEEDED: { status: 429, retryable: true },
  INTERNAL_ERROR: { status: 500, retryable: true },
  SERVICE_UNAVAILABLE: { status: 503, retryable: true },
} as const satisfies Record<string, { status: number; retryable: boolean }>;

export type ErrorCode = keyof typeof ERRORS;

/** One finding about one part of a request; `field` is a dotted path such as `images.0.data`. */
export interface ErrorDetail {
  field: string;
  code: string;
  message: string;
}

/** A request that could not run. Holds nothing that identifies a person: it is logged. */
export class EnrollError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetail[];
  readonly headers: Record<string, string>;

  constructor(
    code: ErrorCode,
    options: { details?: ErrorDetail[]; headers?: Record<string, string>; cause?: unknown } = {},
  ) {
    super(code, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "EnrollError";
    this.code = code;
    this.details = options.details ?? [];
    this.headers = options.headers ?? {};
  }
}
