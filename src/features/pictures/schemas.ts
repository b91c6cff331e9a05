import * as z from "zod";
import { instant } from "../../http/fields.ts";

/** Which stored picture: a side of a document, or the picture of an enrolled face. */
export const pictureOf = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("document"),
    id: z.string().regex(/^doc_[A-Za-z0-9_-]{8,60}$/, "INVALID_IDENTIFIER"),
    side: z.enum(["front", "back"]),
  }),
  z.strictObject({
    type: z.literal("face"),
    id: z.string().regex(/^fac_[A-Za-z0-9_-]{8,60}$/, "INVALID_IDENTIFIER"),
  }),
]);
export type PictureOf = z.output<typeof pictureOf>;

/** A person needs seconds to open a link; nobody needs it for long enough to pass it on. */
export const LINK_SECONDS = { least: 10, most: 300, usual: 60 } as const;

export const linkBody = z.strictObject({
  picture: pictureOf,
  expiresIn: z
    .int()
    .min(LINK_SECONDS.least)
    .max(LINK_SECONDS.most)
    .default(LINK_SECONDS.usual)
    .meta({ description: "Seconds for which the link opens." }),
});
export type LinkInput = z.output<typeof linkBody>;

export const linkData = z.object({
  object: z.literal("picture_link"),
  path: z.string().meta({
    description: "To be asked for with GET at the address of this API, without a token, until `expiresAt`.",
  }),
  sha256: z.string().meta({ description: "Of the picture as it was sent; what is kept has no metadata." }),
  expiresAt: instant,
});
export type LinkData = z.input<typeof linkData>;
