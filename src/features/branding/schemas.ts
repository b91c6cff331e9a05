import * as z from "zod";
import { instant } from "../../http/fields.ts";
import { hasOnePicture, ONE_PICTURE, pictureShape } from "../uploads/schemas.ts";
import { email, text } from "../users/fields.ts";
import { FONT_NAMES } from "./fonts.ts";

const colour = z
  .string()
  .max(7)
  .overwrite((value) => value.toLowerCase())
  .regex(/^#[0-9a-f]{6}$/, "INVALID_COLOR")
  .meta({ description: "`#rrggbb`, nothing else.", example: "#0b7a75" });

/** Parsed once, and kept as the parser writes it: what is stored is percent-encoded and holds no quotes. */
const link = z
  .string()
  .max(2_048)
  .transform((value, context) => {
    const refuse = (message: string) => {
      context.addIssue({ code: "custom", message });
      return z.NEVER;
    };
    if (!URL.canParse(value)) return refuse("URL_MALFORMED");
    const url = new URL(value);
    if (url.protocol !== "https:") return refuse("URL_NOT_HTTPS");
    if (url.username !== "" || url.password !== "") return refuse("URL_HAS_CREDENTIALS");
    return url.href;
  })
  .meta({ description: "https alone.", example: "https://example.com/privacy" });

const domain = z
  .string()
  .max(253)
  .overwrite((value) => value.toLowerCase())
  // RFC 1123 §2.1: letters, digits and hyphens; at least two labels, the last with a letter, so no address.
  .regex(/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/, "INVALID_HOST")
  .meta({
    description: "Data for your own use: nothing is served there by itself.",
    example: "id.example.com",
  });

/** What stands in a mail's `From`: without the characters that end a display name (RFC 5322 §3.2.3). */
const mailName = text(60).refine((name) => !/[<>"\\]/.test(name), "INVALID_FORMAT");

/** Alphanumeric sender ids of SMS have at most eleven characters (3GPP TS 23.040 §9.1.2.5). */
const smsName = z.string().regex(/^[A-Za-z0-9 ]{1,11}$/, "INVALID_FORMAT");

const kept = z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/, "INVALID_IDENTIFIER") });
const sent = z.strictObject(pictureShape).refine(hasOnePicture, ONE_PICTURE);
const image = z.union([kept, sent]).meta({
  description:
    "A PNG, JPEG or WebP: base64, an upload's id, or the hash of a picture that was kept before. At most 512 kB, sides of 64 to 2,048 pixels; its metadata is taken away.",
});
export type ImageInput = z.output<typeof image>;

export const brandingBody = z.strictObject({
  displayName: text(60).meta({ description: "What people know you by.", example: "Banco Ejemplo" }),
  legalName: text(120).optional(),
  colors: z
    .strictObject({
      primary: colour,
      onPrimary: colour
        .optional()
        .meta({ description: "Left out: black or white, whichever is read better." }),
      background: colour.default("#ffffff"),
      text: colour.default("#0d2530"),
      link: colour.optional().meta({ description: "Left out: as `text`." }),
    })
    .meta({
      description: "Text, links and the button's text need a contrast of 4.5 with what is behind (WCAG AA).",
    }),
  font: z.enum(FONT_NAMES).default("system"),
  locale: z.enum(["es", "en"]).default("es"),
  images: z
    .strictObject({ logo: image.optional(), icon: image.optional(), cover: image.optional() })
    .default({}),
  links: z
    .strictObject({
      website: link.optional(),
      privacy: link.optional(),
      terms: link.optional(),
      support: link.optional(),
    })
    .default({}),
  ownDomain: domain.optional(),
  senders: z
    .strictObject({
      email: z.strictObject({ name: mailName.optional(), replyTo: email.optional() }).default({}),
      sms: z.strictObject({ name: smsName.optional() }).default({}),
    })
    .default({ email: {}, sms: {} }),
});
export type BrandingInput = z.output<typeof brandingBody>;

const shown = z
  .object({
    sha256: z.string(),
    path: z.string().meta({ description: "Public and unchanging, at the address of this API." }),
    mimeType: z.string(),
    width: z.int(),
    height: z.int(),
  })
  .nullable();

export const brandingData = z.object({
  object: z.literal("branding"),
  displayName: z.string(),
  legalName: z.string().nullable(),
  colors: z.object({
    primary: z.string(),
    onPrimary: z.string(),
    background: z.string(),
    text: z.string(),
    link: z.string(),
  }),
  contrast: z
    .object({ text: z.number(), onPrimary: z.number(), link: z.number() })
    .meta({ description: "Ratios, cut to two decimals; each at least 4.5." }),
  font: z.enum(FONT_NAMES),
  locale: z.enum(["es", "en"]),
  images: z.object({ logo: shown, icon: shown, cover: shown }),
  links: z.object({
    website: z.string().nullable(),
    privacy: z.string().nullable(),
    terms: z.string().nullable(),
    support: z.string().nullable(),
  }),
  ownDomain: z.string().nullable(),
  senders: z.object({
    email: z.object({ name: z.string().nullable(), replyTo: z.string().nullable() }),
    sms: z.object({ name: z.string().nullable() }),
  }),
  version: z.int().meta({ description: "0 until a brand was written." }),
  updatedAt: instant.nullable(),
});
export type BrandingData = z.input<typeof brandingData>;

export const brandingQuery = z.strictObject({
  version: z.coerce.number().int().min(1).optional().meta({ description: "An earlier version." }),
});

export const previewBody = z.strictObject({
  version: z.int().min(1).optional().meta({ description: "Left out: the newest when the link is opened." }),
  expiresIn: z
    .int()
    .min(10)
    .max(3_600)
    .default(600)
    .meta({ description: "Seconds for which the link opens." }),
});

export const previewData = z.object({
  object: z.literal("branding_preview"),
  path: z.string().meta({ description: "A page, at the address of this API, without a token." }),
  expiresAt: instant,
});
export type PreviewData = z.input<typeof previewData>;
