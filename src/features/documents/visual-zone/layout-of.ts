import type { VisualZoneReading } from "../../../vision/ports/visual-zone.ts";
import type { DocumentLayout } from "../layouts/layout.ts";
import { layoutById } from "../layouts/layouts.ts";

/** The layout that a document's print follows, where the zone of one of its sides told it surely; else null. */
export function layoutOf({
  documentType,
  visualZones,
}: {
  documentType: string | null;
  visualZones: readonly VisualZoneReading[];
}): DocumentLayout | null {
  for (const { layout: id } of visualZones) {
    const layout = id ? layoutById(id) : null;
    if (layout?.documentType === documentType) return layout;
  }
  return null;
}
