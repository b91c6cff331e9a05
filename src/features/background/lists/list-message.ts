import * as z from "zod";

/** What the queue of the lists carries. Each message may come twice. */
export const listMessage = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("refresh"), listId: z.string() }),
  z.strictObject({
    kind: z.literal("rescreen"),
    listId: z.string(),
    sha256: z.string(),
    /** Shelf keys of the segments to search: what changed, or all of a list that is new. */
    segments: z.array(z.string()),
    /** Shelf key of the ids that are gone; null when none can be. */
    removed: z.string().nullable(),
    /** The last subject that was screened; null at the beginning. */
    after: z.strictObject({ tenantId: z.string(), subjectId: z.string() }).nullable(),
  }),
  z.strictObject({
    kind: z.literal("rescreen_own"),
    tenantId: z.string(),
    /** Of the tenant's list that changed, or is gone. */
    id: z.string(),
    /** The last subject that was screened; null at the beginning. */
    after: z.string().nullable(),
  }),
]);

export type ListMessage = z.output<typeof listMessage>;
export type RescreenOwnMessage = Extract<ListMessage, { kind: "rescreen_own" }>;
export type RescreenMessage = Extract<ListMessage, { kind: "rescreen" }>;
