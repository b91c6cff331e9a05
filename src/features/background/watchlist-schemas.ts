import * as z from "zod";
import { assurance, idOf, instant, reasonCode } from "../../http/fields.ts";
import { text } from "../users/fields.ts";
import { checkId } from "./check-id.ts";
import { listData } from "./list-schemas.ts";
import { matchData, score } from "./match-schemas.ts";
import { oneOfBoth, whoever } from "./subject-schema.ts";

const listId = z.string().min(1).max(80);

/** As many as one batch of the database takes. */
const MAX_SUBJECTS = 100;

const oneOfMany = z
  .strictObject({
    reference: text(100).optional().meta({ description: "Yours, given back with the result." }),
    ...whoever,
  })
  .superRefine(oneOfBoth);

export const watchlistBody = z
  .strictObject({
    ...whoever,
    subjects: z.array(oneOfMany).min(1).max(MAX_SUBJECTS).optional().meta({
      description:
        "Instead of one subject or user, up to 100 of them: one request, whatever their number, and a check with an id of its own for each.",
    }),
    lists: z
      .array(listId)
      .min(1)
      .max(50)
      .optional()
      .meta({ description: "All lists that serve, when left out.", example: ["us_ofac_sdn", "un_sc"] }),
    sensitivity: z.enum(["normal", "high"]).default("normal"),
    minScore: z.number().min(0.5).max(1).optional().meta({ description: "Shows only hits from here on." }),
    monitor: z.boolean().default(false),
  })
  .superRefine((body, context) => {
    if (body.subjects === undefined) return oneOfBoth(body, context);
    if (body.userId !== undefined || body.subject !== undefined) {
      context.addIssue({ code: "custom", path: ["subjects"], message: "INVALID_CHOICE" });
    }
    const users = new Set<string>();
    for (const [at, { userId: id }] of body.subjects.entries()) {
      if (id === undefined) continue;
      // Two checks of one user would race for its state.
      if (users.has(id)) {
        context.addIssue({ code: "custom", path: ["subjects", at, "userId"], message: "DUPLICATE" });
      }
      users.add(id);
    }
  });
export type WatchlistInput = z.output<typeof watchlistBody>;
export type BatchInput = Omit<WatchlistInput, "subject" | "userId" | "subjects"> & {
  subjects: NonNullable<WatchlistInput["subjects"]>;
};

export const watchlistData = z.object({
  id: checkId,
  object: z.literal("background_check"),
  type: z.literal("watchlist"),
  userId: idOf("usr").nullable(),
  status: z.enum(["completed", "incomplete"]),
  outcome: z.enum(["clear", "potential_match", "match", "incomplete"]),
  reasons: z.array(reasonCode),
  sensitivity: z.enum(["normal", "high"]),
  minScore: score,
  matches: z.array(matchData),
  lists: z.array(listData),
  assurance,
  matcherVersion: z.string(),
  createdAt: instant,
});
export type WatchlistData = z.input<typeof watchlistData>;

const batchData = z.object({
  object: z.literal("background_check_batch"),
  count: z.int(),
  failed: z.int(),
  items: z.array(
    z.object({
      index: z.int(),
      reference: z.string().nullable(),
      check: z
        .object({
          id: checkId,
          userId: idOf("usr").nullable(),
          status: z.enum(["completed", "incomplete"]),
          outcome: z.enum(["clear", "potential_match", "match", "incomplete"]),
          reasons: z.array(reasonCode),
          matchCount: z.int(),
          matches: z
            .array(
              matchData.pick({
                entityId: true,
                caption: true,
                score: true,
                band: true,
                lists: true,
                review: true,
              }),
            )
            .meta({ description: "The first ten; all of them, explained, at `/background/checks/{id}`." }),
        })
        .nullable(),
      error: z
        .string()
        .nullable()
        .meta({ description: "Why there is no check: `NOT_FOUND`, or `INVALID_TRANSITION`." }),
    }),
  ),
  lists: z.array(listData),
});
export type BatchData = z.input<typeof batchData>;

export const watchlistAnswer = z.discriminatedUnion("object", [watchlistData, batchData]);
