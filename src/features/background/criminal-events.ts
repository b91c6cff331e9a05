import type { EventDraft } from "../../records/event-types.ts";
import type { CriminalData } from "./criminal-schemas.ts";

/** What a criminal check tells when nothing of it is awaited any more. */
export function criminalEvents(data: CriminalData): EventDraft[] {
  const { id, userId, status, outcome, reasons } = data;
  const object = { id, userId, status, outcome, reasons };
  if (status === "pending") return [];
  const completed: EventDraft = { type: "background.criminal.completed", userId, object };
  return reasons.includes("SOURCE_UNAVAILABLE")
    ? [completed, { type: "background.source_unavailable", userId, object }]
    : [completed];
}
