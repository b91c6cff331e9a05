import * as z from "zod";
import { instant } from "../../http/fields.ts";
import { clientParams } from "../access/clients/schemas.ts";

export const tenantParams = z.strictObject({
  tenantId: z.string().regex(/^ten_[A-Za-z0-9_-]{1,60}$/, "INVALID_IDENTIFIER"),
});

const name = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .refine((text) => text.isWellFormed(), "INVALID_FORMAT");

/** No isolate reads more pictures a minute for one user than this, whatever is agreed. */
const MOST_A_MINUTE = 10_000;
const aMinute = z.int().min(1).max(MOST_A_MINUTE).optional();
const limits = z.strictObject({ documents: aMinute, biometrics: aMinute, background: aMinute }).meta({
  description: "Requests a user may make in any 60 seconds; the usual 20, 10 and 5 where left out.",
});

export const createTenantBody = z.strictObject({
  id: tenantParams.shape.tenantId
    .optional()
    .meta({ description: "Yours to choose, so that a repeat makes no second tenant; else random." }),
  name,
  livemode: z.boolean().default(true).meta({ description: "False makes a sandbox." }),
  limits: limits.default({}),
});
export type CreateTenantInput = z.output<typeof createTenantBody>;

/** What is left out stays as it is. */
export const changeTenantBody = z.strictObject({
  name: name.optional(),
  status: z.enum(["active", "suspended"]).optional(),
  limits: limits.optional(),
});
export type ChangeTenantInput = z.output<typeof changeTenantBody>;

export const tenantData = z.object({
  id: z.string(),
  object: z.literal("tenant"),
  name: z.string(),
  livemode: z.boolean(),
  status: z.enum(["active", "suspended"]),
  limits,
  createdAt: instant,
});
export type TenantData = z.output<typeof tenantData>;

export const tenantsQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: tenantParams.shape.tenantId.optional(),
});
export const tenantsData = z.object({ items: z.array(tenantData), nextCursor: z.string().nullable() });

export const tenantClientParams = z.strictObject({ ...tenantParams.shape, ...clientParams.shape });
