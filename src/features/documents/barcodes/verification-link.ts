import type { VerificationLink } from "./parsed-barcode.ts";

/** Longer links are no issuer's: theirs stay below 200 characters. */
const MAX_LENGTH = 2048;

/**
 * Domains that issuers are known to print on documents: the Servicio de Registro Civil e Identificación
 * (`portal.sidiv.registrocivil.cl`, on cards from 2013) and the Instituto Nacional Electoral (`qr.ine.mx`, on cards
 * from 2019), as readers of real cards find them.
 */
const ISSUER_DOMAINS: Readonly<Record<string, readonly string[]>> = {
  CL: ["registrocivil.cl", "registrocivil.gob.cl"],
  MX: ["ine.mx"],
};

/** Suffixes that a country's registry gives to public bodies alone (each registry's naming rules). */
const GOVERNMENT_SUFFIXES: Readonly<Record<string, readonly string[]>> = {
  AR: ["gob.ar", "gov.ar"],
  BO: ["gob.bo"],
  BR: ["gov.br"],
  CL: ["gob.cl", "gov.cl"],
  CO: ["gov.co"],
  CR: ["go.cr"],
  DO: ["gob.do", "gov.do"],
  EC: ["gob.ec"],
  ES: ["gob.es"],
  GT: ["gob.gt"],
  HN: ["gob.hn"],
  MX: ["gob.mx"],
  PA: ["gob.pa"],
  PE: ["gob.pe"],
  PT: ["gov.pt"],
  PY: ["gov.py"],
  SV: ["gob.sv"],
  US: ["gov"],
  UY: ["gub.uy"],
  VE: ["gob.ve"],
};

/** Identity cards that are known to bear a link to their issuer: any other link on them is foreign. */
export const LINKED_CARDS: readonly string[] = Object.keys(ISSUER_DOMAINS);

/** The link that a payload is, whole; null for anything else. */
export function asLink(text: string): URL | null {
  const trimmed = text.trim();
  if (trimmed.length > MAX_LENGTH || !/^https?:\/\/[^\s]+$/i.test(trimmed)) return null;
  const url = URL.parse(trimmed);
  return url?.hostname ? url : null;
}

/** Whose host a link names; `null` when the payload is no link. The link is never followed. */
export function verificationLink(text: string): VerificationLink | null {
  const url = asLink(text);
  if (!url) return null;
  // A host with a trailing dot is the same host; internationalised ones are in Punycode by now.
  const host = url.hostname.replace(/\.$/, "");
  const issuer = ownerOf(host, ISSUER_DOMAINS);
  const country = issuer ?? ownerOf(host, GOVERNMENT_SUFFIXES);
  const standing = issuer ? "issuer" : country ? "government" : "other";
  return { url: text.trim(), host, standing, country };
}

function ownerOf(host: string, domains: Readonly<Record<string, readonly string[]>>): string | null {
  const found = Object.entries(domains).find(([, own]) =>
    own.some((domain) => host === domain || host.endsWith(`.${domain}`)),
  );
  return found?.[0] ?? null;
}
