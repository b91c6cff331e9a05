import * as z from "zod";

/** Ten years: longer than any duty to keep records of identification known to us (FATF R.11 asks for five). */
const MAX_DAYS = 3_653;

const days = (what: string) =>
  z
    .int()
    .min(1)
    .max(MAX_DAYS)
    .nullable()
    .default(null)
    .meta({ description: `Days; null: kept. ${what}` });

/** Every kind is named in each PUT: what is left out is kept, and the answer says so. */
export const retentionBody = z.strictObject({
  documentPictures: days("Pictures of documents, from their scan. What was read from them stays."),
  facePictures: days("Pictures of enrolled faces, from their enrolment. Templates stay."),
  replacedFaces: days("Faces replaced by a newer enrolment, picture and template, from their own enrolment."),
  unfinishedUsers: days("People whose enrolment expired or was canceled, wholly, from their last change."),
  rejectedUsers: days("People who were rejected, wholly, from their last change."),
  approvedUsers: days("People who were approved, wholly, from their last change."),
});
export type RetentionInput = z.output<typeof retentionBody>;

export const retentionData = z.object({ object: z.literal("retention"), ...retentionBody.shape });
export type RetentionData = z.output<typeof retentionData>;
