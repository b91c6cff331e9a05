import * as z from "zod";
import { assurance, instant, reasonCode } from "../../http/fields.ts";
import { USER_STATUSES } from "../../storage/tables/users.ts";
import { addressSchema, consentSchema, identifierSchema, personSchema, userId } from "./schemas.ts";

const requirement = z.enum(["document", "liveness", "face_match", "watchlist", "criminal"]);
const requirements = z.object({ due: z.array(requirement), completed: z.array(requirement) });
const attempts = z.record(z.string(), z.object({ used: z.int(), max: z.int() }));
const status = z.enum(USER_STATUSES);

export const userData = z.object({
  id: userId,
  object: z.literal("user"),
  externalId: z.string().nullable(),
  status,
  requirements,
  attempts,
  existingUser: z
    .object({
      checked: z.boolean(),
      matched: z.boolean(),
      userId: userId
        .optional()
        .meta({ description: "Another user here who carries one of the identifiers." }),
      reason: z.string().optional().meta({ description: "Why a source could not be asked." }),
      sources: z
        .array(
          z.object({
            connectorId: z.string(),
            name: z.string(),
            checked: z.boolean(),
            matched: z.boolean(),
            matchedBy: z.string().optional(),
            blocked: z.boolean().optional(),
            reason: z.string().optional(),
            prefilled: z.array(z.string()).optional(),
            ignored: z.array(z.string()).optional().meta({ description: "Values that made no sense." }),
          }),
        )
        .optional(),
    })
    .optional()
    .meta({
      description:
        "`checked` is false when there was nothing to look for, or a source of the tenant's own did not answer.",
    }),
  version: z.int(),
  createdAt: instant,
  updatedAt: instant,
  expiresAt: instant,
});
export type UserData = z.input<typeof userData>;

const verifiedContact = z.object({ verifiedAt: instant }).nullable();

export const usersData = z.object({ items: z.array(userData), nextCursor: z.string().nullable() });

export const userDetailsData = userData.omit({ existingUser: true }).extend({
  person: personSchema,
  identifiers: z.array(identifierSchema),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  verifiedContacts: z.object({ email: verifiedContact, phone: verifiedContact }).meta({
    description:
      "When the person proved to have the address that stands here now; null for one that changed since.",
  }),
  address: addressSchema.nullable(),
  locale: z.string(),
  policyId: z.string(),
  consents: z.array(consentSchema),
  metadata: z.record(z.string(), z.string()),
  provenance: z
    .record(z.string(), z.object({ source: z.literal("registry"), connectorId: z.string() }))
    .optional()
    .meta({ description: "Values that a source of the tenant's own filled in, by field." }),
});
export type UserDetailsData = z.input<typeof userDetailsData>;

export const userStatusData = z.object({
  userId,
  externalId: z.string().nullable(),
  status,
  final: z.boolean(),
  requirements,
  attempts,
  checks: z.array(
    z.object({
      id: z.string(),
      type: z.string(),
      outcome: z.enum(["pass", "fail", "review", "inconclusive"]),
      reasons: z.array(reasonCode),
      performedAt: instant,
    }),
  ),
  decision: z
    .object({
      outcome: z.enum(["approve", "review", "reject", "pending"]),
      reasons: z.array(
        z.object({
          code: reasonCode,
          retryable: z.boolean(),
          checkId: z.string().nullable(),
          userMessage: z.string().meta({ description: "May be shown to the person as it is." }),
        }),
      ),
      policy: z.object({ id: z.string(), version: z.int() }),
      trace: z.array(
        z.object({
          rule: z.string(),
          op: z.enum([">=", "<", "<=", "="]),
          threshold: z.union([z.number(), z.string()]),
          observed: z.union([z.number(), z.string()]).nullable(),
          result: z.enum(["pass", "fail", "review", "inconclusive", "missing"]),
          checkId: z.string().nullable(),
        }),
      ),
      decidedBy: z.string().meta({ description: "`auto`, or `subject:<sub>` of the reviewer." }),
      decidedAt: instant,
    })
    .nullable(),
  assurance,
  version: z.int(),
  updatedAt: instant,
});
export type UserStatusData = z.input<typeof userStatusData>;

export const timelineData = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      type: z.string(),
      sequence: z.int(),
      data: z.record(z.string(), z.unknown()),
      createdAt: instant,
    }),
  ),
  nextCursor: z.string().nullable(),
});
