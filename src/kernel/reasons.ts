/**
 * The catalogue of findings: why a check did not pass, and whether the person may try again. A finding is part of
 * a result, never an error; its message for people stands in `i18n/`.
 */
export const REASONS = {
  // Media
  IMAGE_BLURRED: { retryable: true },
  IMAGE_GLARE: { retryable: true },
  IMAGE_CROPPED: { retryable: true },
  IMAGE_TOO_SMALL: { retryable: true },
  IMAGE_TOO_DARK: { retryable: true },
  MISSING_BACK: { retryable: true },
  // Document
  DOCUMENT_EXPIRED: { retryable: true },
  DOCUMENT_TYPE_NOT_SUPPORTED: { retryable: true },
  COUNTRY_NOT_SUPPORTED: { retryable: true },
  DOCUMENT_NOT_FOUND: { retryable: true },
  MULTIPLE_DOCUMENTS: { retryable: true },
  SPECIMEN_DOCUMENT: { retryable: true },
  SELFIE_INSTEAD_OF_DOCUMENT: { retryable: true },
  IMAGE_MIRRORED: { retryable: true },
  MRZ_CHECK_DIGIT_FAILED: { retryable: true },
  DATA_INCONSISTENT: { retryable: true },
  FOREIGN_VERIFICATION_LINK: { retryable: true },
  NAME_MISMATCH: { retryable: true },
  DOB_MISMATCH: { retryable: true },
  NUMBER_MISMATCH: { retryable: true },
  NUMBER_FORMAT_INVALID: { retryable: true },
  DOCUMENT_TAMPERED: { retryable: false },
  IMAGE_EDITED: { retryable: true },
  SCREEN_REPLAY: { retryable: true },
  PRINTED_COPY: { retryable: true },
  DUPLICATE_DOCUMENT: { retryable: false },
  UNDER_MINIMUM_AGE: { retryable: false },
  // Face
  NO_FACE: { retryable: true },
  MULTIPLE_FACES: { retryable: true },
  FACE_QUALITY_LOW: { retryable: true },
  FACE_MISMATCH: { retryable: true },
  FACE_TOO_SMALL: { retryable: true },
  FACE_CROPPED: { retryable: true },
  FACE_TURNED: { retryable: true },
  FACE_BLURRED: { retryable: true },
  FACE_BADLY_LIT: { retryable: true },
  EYES_CLOSED: { retryable: true },
  FACE_COVERED: { retryable: true },
  PROBES_DIFFER: { retryable: true },
  PORTRAIT_REUSED: { retryable: true },
  TEMPLATE_OUTDATED: { retryable: true },
  LIVENESS_FAILED: { retryable: true },
  LIVENESS_INCONCLUSIVE: { retryable: true },
  DUPLICATE_FACE: { retryable: true },
  // Background
  WATCHLIST_POTENTIAL_MATCH: { retryable: true },
  WATCHLIST_MATCH: { retryable: false },
  CRIMINAL_RECORD_FOUND: { retryable: true },
  SOURCE_UNAVAILABLE: { retryable: true },
  LIST_STALE: { retryable: true },
  // User
  CONSENT_MISSING: { retryable: true },
  CONTACT_UNVERIFIED: { retryable: true },
  ATTEMPTS_EXHAUSTED: { retryable: false },
  BLOCKLISTED: { retryable: false },
  ABANDONED: { retryable: true },
} as const satisfies Record<string, { retryable: boolean }>;

export type ReasonCode = keyof typeof REASONS;
