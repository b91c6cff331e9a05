import { z } from "zod";
import { userId } from "../users/schemas.ts";

export const erasureData = z.object({
  userId,
  object: z.literal("erasure"),
  status: z.literal("redacted"),
  erasedAt: z.iso.datetime(),
  receipt: z.string().meta({
    description:
      "Compact JWS of type `deletion-receipt+jwt`, signed by a key of /.well-known/jwks.json: whose data, how much of each kind, when.",
  }),
});
export type ErasureData = z.input<typeof erasureData>;
