import * as z from "zod";
import { checkId } from "../check-id.ts";
import { MATCH_DECISIONS } from "../match-schemas.ts";

const MAX_ENTITY_ID = 200;
const MAX_NOTE = 2000;

export const matchParams = z.strictObject({
  checkId,
  entityId: z
    .string()
    .min(1)
    .max(MAX_ENTITY_ID)
    .refine((id) => id.isWellFormed(), "ILL_FORMED_TEXT"),
});

export const decisionBody = z.strictObject({
  decision: z.enum(MATCH_DECISIONS).meta({ example: "false_positive" }),
  note: z
    .string()
    .min(1)
    .max(MAX_NOTE)
    .refine((note) => note.isWellFormed(), "ILL_FORMED_TEXT")
    .optional()
    .meta({ description: "For the files; never shown to the person.", example: "Another birth place." }),
});
export type DecisionInput = z.output<typeof decisionBody>;
