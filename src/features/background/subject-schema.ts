import * as z from "zod";
import { idOf } from "../../http/fields.ts";
import { calendarDate, country, identifierNumber, text } from "../users/fields.ts";
import { isUsableName } from "./usable-name.ts";

const MAX_NAME = 300;
const MAX_OTHER_NAMES = 5;
const MAX_IDENTIFIERS = 10;

// Two letters at least, in any script: emoji, marks and a single letter name nobody.
const name = text(MAX_NAME).refine(isUsableName, "INVALID_VALUE");

const subjectSchema = z
  .strictObject({
    type: z.enum(["person", "organisation"]).default("person"),
    fullName: name.optional(),
    givenNames: text(MAX_NAME).optional(),
    familyName: text(MAX_NAME).optional(),
    otherNames: z
      .array(name)
      .max(MAX_OTHER_NAMES)
      .default([])
      .meta({ description: "Names in another script, earlier names, names used in daily life." }),
    dateOfBirth: calendarDate.optional(),
    sex: z.enum(["F", "M", "X"]).optional(),
    nationality: country.optional(),
    identifiers: z
      .array(
        z.strictObject({
          type: z.string().min(1).max(20).optional(),
          country: country.optional(),
          number: identifierNumber,
        }),
      )
      .max(MAX_IDENTIFIERS)
      .default([]),
  })
  .superRefine((subject, context) => {
    if (subject.fullName !== undefined) return;
    const joined = `${subject.givenNames ?? ""} ${subject.familyName ?? ""}`.trim();
    if (joined !== "" && isUsableName(joined)) return;
    context.addIssue({
      code: "custom",
      path: [joined === "" ? "fullName" : "familyName"],
      message: "INVALID_VALUE",
    });
  });

/** Of whom a check is asked: a user, or a subject described in the request. */
export const whoever = {
  userId: idOf("usr").optional(),
  subject: subjectSchema.optional(),
};

/** Refuses both and neither. */
export function oneOfBoth(body: { userId?: unknown; subject?: unknown }, context: z.RefinementCtx): void {
  const given = [body.userId, body.subject].filter((one) => one !== undefined).length;
  if (given !== 1) context.addIssue({ code: "custom", path: ["subject"], message: "INVALID_CHOICE" });
}

export type SubjectInput = z.output<typeof subjectSchema>;
