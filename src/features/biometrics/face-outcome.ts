import * as z from "zod";

/** What comes of looking at a face. */
export const faceOutcome = z.enum(["pass", "review", "fail", "inconclusive"]);
