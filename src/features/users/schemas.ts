import * as z from "zod";
import { idOf, reasonCode } from "../../http/fields.ts";
import { USER_STATUSES } from "../../storage/tables/users.ts";
import {
  calendarDate,
  country,
  email,
  identifierNumber,
  languageTag,
  phone,
  subdivision,
  text,
} from "./fields.ts";

const MAX_IDENTIFIERS = 10;
const MAX_CONSENTS = 20;
const MAX_METADATA_KEYS = 50;

export const userId = idOf("usr");
export const userParams = z.strictObject({ userId });

export const personSchema = z.strictObject({
  givenNames: text(120).optional(),
  familyName: text(120).optional(),
  dateOfBirth: calendarDate.optional(),
  sex: z.enum(["F", "M", "X"]).optional(),
  nationality: country.optional(),
});

export const identifierSchema = z.strictObject({
  type: z
    .string()
    .max(20)
    .overwrite((type) => type.toUpperCase())
    .regex(/^[A-Z][A-Z0-9_]{1,19}$/, "INVALID_IDENTIFIER")
    .meta({ description: "As the country calls it: CC, DNI, RUT, CPF, PASSPORT …", example: "CC" }),
  country,
  number: identifierNumber,
});

const identifiersSchema = z
  .array(identifierSchema)
  .max(MAX_IDENTIFIERS)
  .refine(
    (list) => new Set(list.map(({ type, country: of }) => `${type}|${of}`)).size === list.length,
    "DUPLICATE",
  );

export const addressSchema = z
  .strictObject({
    line1: text(200).optional(),
    line2: text(200).optional(),
    city: text(100).optional(),
    subdivision: subdivision.optional(),
    postalCode: text(20).optional(),
    country: country.optional(),
  })
  .refine((address) => !address.subdivision || address.subdivision.slice(0, 2) === address.country, {
    message: "INVALID_SUBDIVISION",
    path: ["subdivision"],
  });

export const consentSchema = z.strictObject({
  scope: z
    .string()
    .regex(/^[a-z][a-z0-9_.-]{0,39}$/, "INVALID_FORMAT")
    .meta({ description: "What the person agreed to; `biometric` before any face.", example: "biometric" }),
  version: text(40).meta({ description: "Which text was agreed to.", example: "2026-01" }),
  acceptedAt: z.iso.datetime({ offset: true }),
});

const externalId = text(120).meta({ description: "Your own id of the person; unique.", example: "crm-42" });
const consentsSchema = z.array(consentSchema).max(MAX_CONSENTS);
const metadataKey = text(40);
const metadataValue = z
  .string()
  .max(500)
  .refine((value) => value.isWellFormed(), "ILL_FORMED_TEXT");

const fewKeys = (metadata: object) => Object.keys(metadata).length <= MAX_METADATA_KEYS;

export const createUserBody = z.strictObject({
  externalId: externalId.optional(),
  person: personSchema.default({}),
  identifiers: identifiersSchema.default([]),
  email: email.optional(),
  phone: phone.optional(),
  address: addressSchema.optional(),
  locale: languageTag.optional(),
  policyId: z.string().max(60).default("pol_default"),
  consents: consentsSchema.default([]),
  metadata: z.record(metadataKey, metadataValue).refine(fewKeys, "TOO_MANY").default({}),
});
export type CreateUserInput = z.output<typeof createUserBody>;

const cleared = <T extends z.ZodType>(schema: T) => schema.nullable().optional();

/** What is left out stays; null clears. A list or an address that is sent takes the place of the earlier one. */
export const updateUserBody = z.strictObject({
  externalId: cleared(externalId),
  person: z
    .strictObject({
      givenNames: cleared(text(120)),
      familyName: cleared(text(120)),
      dateOfBirth: cleared(calendarDate),
      sex: cleared(z.enum(["F", "M", "X"])),
      nationality: cleared(country),
    })
    .optional(),
  identifiers: identifiersSchema.optional(),
  email: cleared(email),
  phone: cleared(phone),
  address: cleared(addressSchema),
  locale: languageTag.optional(),
  consents: consentsSchema
    .optional()
    .meta({ description: "Added to those on record: a consent is never unwritten." }),
  metadata: z.record(metadataKey, metadataValue.nullable()).refine(fewKeys, "TOO_MANY").optional(),
});
export type UpdateUserInput = z.output<typeof updateUserBody>;

const note = z
  .string()
  .trim()
  .min(1)
  .max(2000)
  .refine((text) => text.isWellFormed(), "ILL_FORMED_TEXT")
  .optional()
  .meta({ description: "For your own records; sealed." });

export const reviewBody = z
  .strictObject({
    decision: z.enum(["approve", "reject", "request_input"]),
    reasons: z
      .array(reasonCode)
      .max(10)
      .default([])
      .meta({ description: "Needed to reject and to ask for input: the person is told why." }),
    note,
  })
  .refine(({ decision, reasons }) => decision === "approve" || reasons.length > 0, {
    message: "TOO_FEW",
    path: ["reasons"],
  });
export type ReviewInput = z.output<typeof reviewBody>;

export const reopenBody = z.strictObject({ note });
export type ReopenInput = z.output<typeof reopenBody>;

export const listQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(200).optional(),
});

/** The three parts of an identifier are looked for together: a number alone says nothing. */
export const usersQuery = z
  .strictObject({
    externalId: externalId.optional(),
    status: z.enum(USER_STATUSES).optional(),
    email: email.optional(),
    identifierType: identifierSchema.shape.type.optional(),
    identifierCountry: identifierSchema.shape.country.optional(),
    identifierNumber: identifierSchema.shape.number.optional(),
    createdAfter: z.iso.datetime({ offset: true }).optional(),
    createdBefore: z.iso.datetime({ offset: true }).optional(),
    ...listQuery.shape,
  })
  .superRefine((query, context) => {
    const parts = ["identifierType", "identifierCountry", "identifierNumber"] as const;
    const missing = parts.filter((part) => query[part] === undefined);
    if (missing.length === parts.length) return;
    for (const part of missing) context.addIssue({ code: "custom", path: [part], message: "REQUIRED" });
  });
export type UsersQuery = z.output<typeof usersQuery>;
