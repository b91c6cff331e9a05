import * as z from "zod";
import { instant, reasonCode } from "../../http/fields.ts";
import { isCountry } from "../../kernel/countries.ts";
import { DOCUMENT_TYPES } from "../../kernel/document-types.ts";
import { CHANNELS } from "../../storage/tables/messages.ts";
import { userId } from "./schemas.ts";

const requirement = z.enum(["document", "liveness", "face_match", "watchlist", "criminal"]);
const checkType = z.enum([...requirement.options, "face_enrolment"]);
const word = z.string().regex(/^[a-zA-Z][a-zA-Z0-9_.]{0,59}$/, "INVALID_FORMAT");

export const policyId = z
  .string()
  .regex(/^pol_[a-z0-9_-]{1,40}$/, "INVALID_IDENTIFIER")
  .meta({ description: "Yours to choose; `pol_default` is what users get who ask for none." });

const rule = z.strictObject({
  name: word,
  check: checkType,
  observation: word.meta({
    description: "The figure of the check, such as `similarity`, `score`, `topScore`.",
  }),
  op: z.enum([">=", "<"]),
  threshold: z.number().min(-1).max(1_000),
  reviewFrom: z.number().min(-1).max(1).optional(),
  otherwise: z.enum(["fail", "review"]),
  required: z.boolean(),
  reason: reasonCode,
  reviewReason: reasonCode.optional(),
});

const tries = z.int().min(1).max(20);
const HOURS_A_YEAR = 8_784;
const hours = z.int().min(1).max(HOURS_A_YEAR);

export const policyBody = z.strictObject({
  requirements: z.array(requirement).min(1).max(5),
  rules: z.array(rule).max(20).default([]),
  maxAttempts: z.partialRecord(checkType, tries).default({}),
  maxAgeHours: z.partialRecord(checkType, hours).default({}),
  biometricConsent: z.string().min(1).max(40).nullable().default("biometric"),
  acceptedDocuments: z
    .array(z.enum(DOCUMENT_TYPES))
    .min(1)
    .max(DOCUMENT_TYPES.length)
    .nullable()
    .default(null)
    .meta({ description: "Types of document that may carry an approval; null: all." }),
  acceptedCountries: z
    .array(z.string().refine(isCountry, "INVALID_COUNTRY"))
    .min(1)
    .max(249)
    .nullable()
    .default(null)
    .meta({ description: "Issuing countries, ISO 3166-1 alpha-2; null: all." }),
  minimumAge: z.int().min(0).max(120).nullable().default(null).meta({
    description: "Years that the document must show on the day it is validated; null: any.",
  }),
  requireVerifiedContact: z
    .array(z.enum(CHANNELS))
    .min(1)
    .max(CHANNELS.length)
    .refine((list) => new Set(list).size === list.length, "DUPLICATE")
    .nullable()
    .default(null)
    .meta({
      description: "Addresses that the person must have proved to have, by a one-time code; null: none.",
    }),
});

export const createPolicyBody = policyBody.extend({ id: policyId, activate: z.boolean().default(false) });
export type CreatePolicyInput = z.output<typeof createPolicyBody>;

export const policyParams = z.strictObject({ policyId });
const version = z.int().min(1);
export const activateBody = z.strictObject({ version });

export const policyData = z.object({
  id: z.string(),
  object: z.literal("policy"),
  version,
  active: z.boolean().meta({ description: "New users get the active version; the others keep their own." }),
  builtIn: z.boolean(),
  ...policyBody.shape,
  createdBy: z.string().nullable(),
  createdAt: instant.nullable(),
});
export type PolicyData = z.input<typeof policyData>;
export const policiesData = z.object({ items: z.array(policyData), nextCursor: z.null() });

export const redecideBody = z.strictObject({ policyId, version, dryRun: z.boolean().default(false) });
export type RedecideInput = z.output<typeof redecideBody>;

const outcome = z.enum(["approve", "review", "reject", "pending"]);
const standing = z.object({
  status: z.string(),
  outcome: outcome.nullable(),
  reasons: z.array(reasonCode),
  policy: z.object({ id: z.string(), version: z.int() }),
  due: z.array(requirement),
});
export const redecisionData = z.object({
  userId,
  object: z.literal("redecision"),
  dryRun: z.boolean(),
  changed: z.boolean().meta({ description: "True when status, outcome, reasons or what is due differ." }),
  before: standing,
  after: standing,
});
export type RedecisionData = z.input<typeof redecisionData>;
