import * as z from "zod";

const word = z.string().min(1).max(200);
const instant = z.iso.datetime({ offset: true });

export const auditQuery = z.strictObject({
  action: word.optional().meta({ example: "user.create" }),
  actor: word.optional(),
  targetType: word.optional().meta({ example: "user" }),
  targetId: word.optional(),
  after: instant.optional(),
  before: instant.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(200).optional(),
});
export type AuditQuery = z.output<typeof auditQuery>;

const hash = z.string().regex(/^[0-9a-f]{64}$/);

export const auditData = z.object({
  items: z.array(
    z.object({
      seq: z.int().meta({ description: "Counts from 1 a tenant, without a gap." }),
      at: z.iso.datetime(),
      actor: z.string(),
      action: z.string(),
      target: z.object({ type: z.string(), id: z.string() }),
      requestId: z.string(),
      details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
      hash: hash.nullable().meta({ description: "Of the chain; null until the row is sealed (minutes)." }),
    }),
  ),
  nextCursor: z.string().nullable(),
});
export type AuditData = z.input<typeof auditData>;

/** Rows one call may hash; some seconds on a small isolate. */
const MAX_ROWS = 20_000;

export const verifyQuery = z.strictObject({
  from: z.coerce.number().int().min(1).default(1),
  limit: z.coerce.number().int().min(1).max(MAX_ROWS).default(MAX_ROWS),
});
export type VerifyQuery = z.output<typeof verifyQuery>;

export const verifyData = z.object({
  verified: z.boolean(),
  rows: z.int(),
  sealed: z.int().meta({ description: "Rows that the chain covers." }),
  unsealed: z.int().meta({ description: "Rows of the last minutes, which it does not cover yet." }),
  firstBroken: z.int().nullable().meta({ description: "The first row that is not as it was written." }),
  nextFrom: z
    .int()
    .nullable()
    .meta({ description: "Where the next call goes on; null when all was looked at." }),
  head: z
    .object({ seq: z.int(), hash })
    .nullable()
    .meta({ description: "Keep it outside: it also betrays a chain that was written anew." }),
});
export type VerifyData = z.input<typeof verifyData>;
