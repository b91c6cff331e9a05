import * as z from "zod";
import { assurance, idOf, instant, reasonCode } from "../../http/fields.ts";
import { country } from "../users/fields.ts";
import { checkId } from "./check-id.ts";
import { PROVIDER_FAULTS } from "./criminal/port.ts";
import { findSource, isSourceId } from "./criminal/sources.ts";
import { matchData } from "./match-schemas.ts";
import { oneOfBoth, whoever } from "./subject-schema.ts";

const MAX_JURISDICTIONS = 20;
const MAX_SOURCES = 50;

export const criminalBody = z
  .strictObject({
    ...whoever,
    jurisdictions: z.array(country).min(1).max(MAX_JURISDICTIONS),
    purpose: z.enum(["onboarding", "periodic_review", "employment", "credit", "tenancy", "legal_obligation"]),
    sources: z
      .array(z.string().max(60).refine(isSourceId, "INVALID_CHOICE"))
      .min(1)
      .max(MAX_SOURCES)
      .optional()
      .meta({
        description:
          "Asks these registers of the jurisdictions alone; the others are named in `assurance.notPerformed`.",
        example: ["co_policia"],
      }),
    consentId: idOf("con").optional().meta({
      description:
        "The person's consent on record with you; registers that are not public are asked only with it.",
    }),
  })
  .superRefine(oneOfBoth)
  .superRefine(({ jurisdictions, sources }, context) => {
    for (const [at, id] of (sources ?? []).entries()) {
      const isNamed = jurisdictions.includes(findSource(id)?.jurisdiction ?? "");
      if (!isNamed) context.addIssue({ code: "custom", path: ["sources", at], message: "INVALID_CHOICE" });
    }
  });
export type CriminalInput = z.output<typeof criminalBody>;

const sourceData = z.object({
  id: z.string(),
  name: z.string(),
  jurisdiction: z.string().nullable().meta({ description: "null: looked at whatever the jurisdiction." }),
  status: z.enum([
    "answered",
    "pending",
    "unavailable",
    "unrecognised_answer",
    "consent_missing",
    "subject_incomplete",
    "not_configured",
    "stale",
  ]),
  queriedAt: instant.nullable(),
  fault: z
    .enum(PROVIDER_FAULTS)
    .optional()
    .meta({ description: "Why the source is unavailable, where known." }),
});
export type SourceData = z.input<typeof sourceData>;

const recordData = z.object({
  sourceId: z.string(),
  jurisdiction: z.string(),
  reference: z.string(),
  description: z.string(),
  recordedOn: z.string().nullable(),
});
export type RecordData = z.input<typeof recordData>;

export const criminalData = z.object({
  id: checkId,
  object: z.literal("background_check"),
  type: z.literal("criminal"),
  userId: idOf("usr").nullable(),
  status: z.enum(["completed", "pending", "incomplete"]),
  outcome: z.enum(["clear", "records_found", "potential_match", "incomplete"]),
  reasons: z.array(reasonCode),
  jurisdictions: z.array(z.string()),
  purpose: z.string(),
  consentId: z.string().nullable(),
  records: z.array(recordData),
  matches: z.array(matchData).meta({ description: "Possible matches to public wanted notices." }),
  sources: z.array(sourceData),
  assurance,
  matcherVersion: z.string(),
  createdAt: instant,
});
export type CriminalData = z.input<typeof criminalData>;
