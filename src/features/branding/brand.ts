import type { Locale } from "../../kernel/caller.ts";
import type { FontName } from "./fonts.ts";

/** A public picture; where it is served is made of its hash and extension. */
export interface BrandImage {
  /** Of the served bytes, hexadecimal. */
  sha256: string;
  extension: "png" | "jpg" | "webp";
  width: number;
  height: number;
}

export const IMAGE_PLACES = ["logo", "icon", "cover"] as const;
export type ImagePlace = (typeof IMAGE_PLACES)[number];
export const LINK_NAMES = ["website", "privacy", "terms", "support"] as const;
export type LinkName = (typeof LINK_NAMES)[number];

/** What a tenant shows to people; all of it public. Colours are `#rrggbb`. */
export interface Brand {
  displayName: string;
  legalName: string | null;
  colors: { primary: string; onPrimary: string; background: string; text: string; link: string };
  font: FontName;
  /** Of what is shown to a person whose language is neither Spanish nor English. */
  locale: Locale;
  images: Record<ImagePlace, BrandImage | null>;
  /** https alone. */
  links: Record<LinkName, string | null>;
  /** Data for whoever sets up the domain; nothing is served there by itself. */
  ownDomain: string | null;
  senders: { email: { name: string | null; replyTo: string | null }; sms: { name: string | null } };
}

/** Where public pictures are served, below the origin. */
export const ASSET_PATH = "/v2/enroll/brand-assets";

export const assetPath = ({ sha256, extension }: Pick<BrandImage, "sha256" | "extension">): string =>
  `${ASSET_PATH}/${sha256}.${extension}`;

export const MIME_TYPES = { png: "image/png", jpg: "image/jpeg", webp: "image/webp" } as const;

/** What a tenant looks like that never said; every pair of colours is read well. */
export const defaultBrand = (tenantName: string): Brand => ({
  displayName: tenantName,
  legalName: null,
  colors: {
    primary: "#0b7a75",
    onPrimary: "#ffffff",
    background: "#ffffff",
    text: "#0d2530",
    link: "#0b7a75",
  },
  font: "system",
  locale: "es",
  images: { logo: null, icon: null, cover: null },
  links: { website: null, privacy: null, terms: null, support: null },
  ownDomain: null,
  senders: { email: { name: null, replyTo: null }, sms: { name: null } },
});
