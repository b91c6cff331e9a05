import * as z from "zod";

/** Each picture is read anew, and a request should end while somebody waits. */
const MAX_RE_ENROLLED = 10;
export const reEnrolBody = z.strictObject({ limit: z.int().min(1).max(MAX_RE_ENROLLED).default(5) });
export type ReEnrolInput = z.output<typeof reEnrolBody>;

const number = z.int().nullable();
export const reEnrolData = z.object({
  object: z.literal("re_enrolment"),
  faces: z
    .array(z.object({ from: z.string(), to: z.string(), userId: z.string() }))
    .meta({ description: "Faces described anew: the old id, which steps back, and the new one." }),
  remaining: number.meta({
    description: "Faces of other nets left that have a picture: call again until it is 0.",
  }),
  withoutPicture: number.meta({
    description: "Faces of other nets whose picture was not kept: their people enrol again.",
  }),
});
export type ReEnrolData = z.input<typeof reEnrolData>;
