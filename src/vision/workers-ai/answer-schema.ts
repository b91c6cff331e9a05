import * as z from "zod";
import { once } from "../../kernel/once.ts";

/** The fields that are asked for, by the names of the contract; others on the document are left alone. */
export const ASKED_FIELDS = [
  "givenNames",
  "familyName",
  "fullName",
  "documentNumber",
  "personalNumber",
  "dateOfBirth",
  "dateOfIssue",
  "dateOfExpiry",
  "sex",
  "nationality",
  "placeOfBirth",
  "issuingAuthority",
  "address",
  "bloodType",
  "heightCm",
  "licenceCategories",
] as const;

/**
 * What a model may answer. Strict and bounded: the picture is the caller's, and text printed on it may try to
 * instruct the model, so nothing but these fields with short values is ever let through.
 */
export const answerSchema = z.strictObject({
  isDocument: z.boolean(),
  documentType: z
    .enum(["passport", "id_card", "residence_permit", "visa", "driving_licence", "other"])
    .nullable(),
  issuingCountry: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullable(),
  fields: z
    .array(
      z.strictObject({
        name: z.enum(ASKED_FIELDS),
        value: z.string().min(1).max(300),
        legibility: z.enum(["clear", "partial"]),
      }),
    )
    .max(40),
});
export type ModelAnswer = z.output<typeof answerSchema>;

/** The same shape as JSON Schema, for models that constrain their output to one. */
export const answerJsonSchema = once(() => z.toJSONSchema(answerSchema) as Record<string, unknown>);
