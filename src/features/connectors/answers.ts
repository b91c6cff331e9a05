import * as z from "zod";
import { instant } from "../../http/fields.ts";

const id = z.string().meta({ example: "cnr_Zk3J9w2b7QpV0tLx5sRnY1cD" });

export const connectorData = z.object({
  id,
  object: z.literal("connector"),
  kind: z.enum(["postgres", "mysql", "http"]),
  name: z.string(),
  status: z.enum(["enabled", "disabled"]),
  settings: z.record(z.string(), z.unknown()).meta({ description: "As configured, without any secret." }),
  secret: z.string().optional().meta({
    description: "`whsec_…` of an HTTP connector; only in the answer that made it.",
  }),
  writeBacks: z
    .object({ pending: z.int(), written: z.int(), absent: z.int(), dead: z.int() })
    .optional()
    .meta({ description: "How many users' newest statuses stand how. `dead`: given up, see `/retry`." }),
  version: z.int(),
  createdAt: instant,
  updatedAt: instant,
});

export const connectorList = z.object({ items: z.array(connectorData), nextCursor: z.string().nullable() });

export const connectorDeleted = z.object({ id, object: z.literal("connector"), deleted: z.literal(true) });

export const connectorTest = z.object({
  connectorId: id,
  object: z.literal("connector_test"),
  ok: z.boolean(),
  steps: z.array(
    z.object({
      step: z.enum(["address", "connect", "read", "write", "privileges"]),
      outcome: z.enum(["pass", "fail", "warning", "not_performed"]),
      code: z.string().nullable(),
      subject: z.string().nullable().meta({ description: "The column or status that the code speaks of." }),
      message: z.string().nullable(),
      durationMs: z.int(),
    }),
  ),
  testedAt: instant,
});

export const connectorRetry = z.object({
  connectorId: id,
  object: z.literal("connector_retry"),
  retried: z.int(),
});
