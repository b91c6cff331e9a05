import type { ReasonCode } from "../../../kernel/reasons.ts";
import { LINKED_CARDS } from "../barcodes/verification-link.ts";
import type { Interpretation } from "../interpret.ts";
import { type CheckEntry, entry } from "./entry.ts";

/**
 * What the symbols of a document tell against it: a payload whose own check digits disagree, a layout of another
 * issuer, and, on cards that are known to bear their issuer's link, a link to any other host. None of them is followed.
 */
export function barcodeReasons({ barcodes, issuingCountry, documentType }: Interpretation): ReasonCode[] {
  const reasons = new Set<ReasonCode>();
  const isLinked = documentType === "id_card" && LINKED_CARDS.includes(issuingCountry ?? "");
  for (const { parsed } of barcodes) {
    const isKnown = parsed.parsedAs !== "unknown";
    if (parsed.contradicts) reasons.add("DATA_INCONSISTENT");
    if (isKnown && issuingCountry !== null && parsed.issuingCountry !== issuingCountry)
      reasons.add("DATA_INCONSISTENT");
    const isForeign = parsed.link?.standing === "other" || parsed.link?.country !== issuingCountry;
    if (isLinked && parsed.link && isForeign) reasons.add("FOREIGN_VERIFICATION_LINK");
  }
  return [...reasons];
}

/** `data_consistency` with what the symbols tell: a person then looks, for a sticker on a card is no forgery. */
export function consistencyWithBarcodes(consistency: CheckEntry, reasons: readonly ReasonCode[]): CheckEntry {
  if (reasons.length === 0) return consistency;
  return entry(consistency.name, "fail", [...new Set([...(consistency.reasons ?? []), ...reasons])]);
}
