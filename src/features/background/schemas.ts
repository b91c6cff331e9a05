import { z } from "zod";
import { REASONS, type ReasonCode } from "../../kernel/reasons.ts";
import { calendarDate, country, identifierNumber, text } from "../users/fields.ts";
import { PROVIDER_FAULTS } from "./criminal/port.ts";
import { findSource, isSourceId } from "./criminal/sources.ts";
import { isUsableName } from "./usable-name.ts";

const MAX_NAME = 300;
const MAX_OTHER_NAMES = 5;
const MAX_IDENTIFIERS = 10;
const MAX_JURISDICTIONS = 20;
const MAX_SOURCES = 50;

const userId = z.string().regex(/^usr_[A-Za-z0-9_-]{24}$/, "INVALID_IDENTIFIER");
export const checkId = z.string().regex(/^bgc_[A-Za-z0-9_-]{24}$/, "INVALID_IDENTIFIER");
const listId = z.string().min(1).max(80);

// Two letters at least, in any script: emoji, marks and a single letter name nobody.
const name = text(MAX_NAME).refine(isUsableName, "INVALID_VALUE");

const subjectSchema = z
  .strictObject({
    type: z.enum(["person", "organisation"]).default("person"),
    fullName: name.optional(),
    givenNames: text(MAX_NAME).optional(),
    familyName: text(MAX_NAME).optional(),
    otherNames: z
      .array(name)
      .max(MAX_OTHER_NAMES)
      .default([])
      .meta({ description: "Names in another script, earlier names, names used in daily life." }),
    dateOfBirth: calendarDate.optional(),
    sex: z.enum(["F", "M", "X"]).optional(),
    nationality: country.optional(),
    identifiers: z
      .array(
        z.strictObject({
          type: z.string().min(1).max(20).optional(),
          country: country.optional(),
          number: identifierNumber,
        }),
      )
      .max(MAX_IDENTIFIERS)
      .default([]),
  })
  .superRefine((subject, context) => {
    if (subject.fullName !== undefined) return;
    const joined = `${subject.givenNames ?? ""} ${subject.familyName ?? ""}`.trim();
    if (joined !== "" && isUsableName(joined)) return;
    context.addIssue({
      code: "custom",
      path: [joined === "" ? "fullName" : "familyName"],
      message: "INVALID_VALUE",
    });
  });

const whoever = {
  userId: userId.optional(),
  subject: subjectSchema.optional(),
};

function oneOfBoth(body: { userId?: unknown; subject?: unknown }, context: z.RefinementCtx): void {
  const given = [body.userId, body.subject].filter((one) => one !== undefined).length;
  if (given !== 1) context.addIssue({ code: "custom", path: ["subject"], message: "INVALID_CHOICE" });
}

/** As many as one batch of the database takes. */
const MAX_SUBJECTS = 100;

const oneOfMany = z
  .strictObject({
    reference: text(100).optional().meta({ description: "Yours, given back with the result." }),
    ...whoever,
  })
  .superRefine(oneOfBoth);

export const watchlistBody = z
  .strictObject({
    ...whoever,
    subjects: z.array(oneOfMany).min(1).max(MAX_SUBJECTS).optional().meta({
      description:
        "Instead of one subject or user, up to 100 of them: one request, whatever their number, and a check with an id of its own for each.",
    }),
    lists: z
      .array(listId)
      .min(1)
      .max(50)
      .optional()
      .meta({ description: "All lists that serve, when left out.", example: ["us_ofac_sdn", "un_sc"] }),
    sensitivity: z.enum(["normal", "high"]).default("normal"),
    minScore: z.number().min(0.5).max(1).optional().meta({ description: "Shows only hits from here on." }),
    monitor: z.boolean().default(false),
  })
  .superRefine((body, context) => {
    if (body.subjects === undefined) return oneOfBoth(body, context);
    if (body.userId !== undefined || body.subject !== undefined) {
      context.addIssue({ code: "custom", path: ["subjects"], message: "INVALID_CHOICE" });
    }
    const users = new Set<string>();
    for (const [at, { userId: id }] of body.subjects.entries()) {
      if (id === undefined) continue;
      // Two checks of one user would race for its state.
      if (users.has(id)) {
        context.addIssue({ code: "custom", path: ["subjects", at, "userId"], message: "DUPLICATE" });
      }
      users.add(id);
    }
  });
export type WatchlistInput = z.output<typeof watchlistBody>;
export type BatchInput = Omit<WatchlistInput, "subject" | "userId" | "subjects"> & {
  subjects: NonNullable<WatchlistInput["subjects"]>;
};

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
    consentId: z
      .string()
      .regex(/^con_[A-Za-z0-9_-]{24}$/, "INVALID_IDENTIFIER")
      .optional()
      .meta({
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
export type SubjectInput = z.output<typeof subjectSchema>;

export const checkParams = z.strictObject({ checkId });

/** What a person may say of a hit. */
export const MATCH_DECISIONS = ["true_match", "false_positive"] as const;
const MAX_ENTITY_ID = 200;
const MAX_NOTE = 2000;

export const matchParams = z.strictObject({
  checkId,
  entityId: z
    .string()
    .min(1)
    .max(MAX_ENTITY_ID)
    .refine((id) => id.isWellFormed(), "ILL_FORMED_TEXT"),
});

export const decisionBody = z.strictObject({
  decision: z.enum(MATCH_DECISIONS).meta({ example: "false_positive" }),
  note: z
    .string()
    .min(1)
    .max(MAX_NOTE)
    .refine((note) => note.isWellFormed(), "ILL_FORMED_TEXT")
    .optional()
    .meta({ description: "For the files; never shown to the person.", example: "Another birth place." }),
});
export type DecisionInput = z.output<typeof decisionBody>;

const instant = z.iso.datetime();
const reason = z.enum(Object.keys(REASONS) as [ReasonCode, ...ReasonCode[]]);
const topic = z.enum(["sanction", "wanted", "crime", "pep", "debarment"]);
const nameKind = z.enum(["primary", "alias", "weak_alias", "former"]);
const score = z.number().min(0).max(1);

const explanation = z
  .object({
    queryName: z.string(),
    matchedName: z.object({ text: z.string(), kind: nameKind, script: z.string() }),
    pairs: z.array(
      z.object({
        query: z.string(),
        entry: z.string(),
        method: z.enum([
          "exact",
          "typo",
          "phonetic",
          "transliteration",
          "nickname",
          "initial",
          "joined",
          "form",
        ]),
        score,
        weight: z.number(),
      }),
    ),
    leftOver: z.object({ query: z.array(z.string()), entry: z.array(z.string()) }),
    comparedBy: z.enum(["words", "whole"]),
    nameScore: score,
    adjustments: z.array(z.object({ code: z.string(), delta: z.number() })),
    programmes: z.array(z.string()),
    sourceUrl: z.string(),
    matcherVersion: z.string(),
  })
  .meta({ description: "Why the score is what it is, word by word." });

const matchData = z.object({
  entityId: z.string(),
  entityHash: z.string().meta({ description: "Fingerprint of the entry as it was screened." }),
  entityType: z.enum(["person", "organisation", "vessel", "aircraft", "unknown"]),
  caption: z.string(),
  score,
  band: z.enum(["match", "potential_match"]),
  lists: z.array(z.string()),
  topics: z.array(topic),
  programmes: z.array(z.string()),
  countries: z.array(z.string()),
  birthDates: z.array(z.string()),
  sourceUrl: z.string(),
  review: z.enum(["open", ...MATCH_DECISIONS]).meta({
    description: "What a person decided of the hit; a false positive does not count in the outcome.",
  }),
  explanations: explanation,
});
export type MatchData = z.input<typeof matchData>;

const listData = z.object({
  id: z.string(),
  name: z.string(),
  publisher: z.string(),
  status: z.enum(["searched", "not_loaded"]),
  version: z.string().nullable(),
  publishedAt: z.string().nullable(),
  fetchedAt: z.string().nullable(),
  sha256: z.string().nullable(),
  entities: z.int(),
  stale: z.boolean(),
  bundled: z.boolean(),
  licence: z.string(),
  truncated: z.boolean().optional().meta({
    description:
      "True where the list may hold more entries like the one asked for than the answer names: a common name, which a date of birth or an identifier tells apart.",
  }),
});
export type ListData = z.input<typeof listData>;

const assurance = z.object({ notPerformed: z.array(z.string()) });

export const watchlistData = z.object({
  id: checkId,
  object: z.literal("background_check"),
  type: z.literal("watchlist"),
  userId: userId.nullable(),
  status: z.enum(["completed", "incomplete"]),
  outcome: z.enum(["clear", "potential_match", "match", "incomplete"]),
  reasons: z.array(reason),
  sensitivity: z.enum(["normal", "high"]),
  minScore: score,
  matches: z.array(matchData),
  lists: z.array(listData),
  assurance,
  matcherVersion: z.string(),
  createdAt: instant,
});
export type WatchlistData = z.input<typeof watchlistData>;

const batchData = z.object({
  object: z.literal("background_check_batch"),
  count: z.int(),
  failed: z.int(),
  items: z.array(
    z.object({
      index: z.int(),
      reference: z.string().nullable(),
      check: z
        .object({
          id: checkId,
          userId: userId.nullable(),
          status: z.enum(["completed", "incomplete"]),
          outcome: z.enum(["clear", "potential_match", "match", "incomplete"]),
          reasons: z.array(reason),
          matchCount: z.int(),
          matches: z
            .array(
              matchData.pick({
                entityId: true,
                caption: true,
                score: true,
                band: true,
                lists: true,
                review: true,
              }),
            )
            .meta({ description: "The first ten; all of them, explained, at `/background/checks/{id}`." }),
        })
        .nullable(),
      error: z
        .string()
        .nullable()
        .meta({ description: "Why there is no check: `NOT_FOUND`, or `INVALID_TRANSITION`." }),
    }),
  ),
  lists: z.array(listData),
});
export type BatchData = z.input<typeof batchData>;

export const watchlistAnswer = z.discriminatedUnion("object", [watchlistData, batchData]);

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
  userId: userId.nullable(),
  status: z.enum(["completed", "pending", "incomplete"]),
  outcome: z.enum(["clear", "records_found", "potential_match", "incomplete"]),
  reasons: z.array(reason),
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
export type CheckData = WatchlistData | CriminalData;

export const checkData = z.discriminatedUnion("type", [watchlistData, criminalData]);
export const listsData = z.object({
  items: z.array(
    listData.extend({
      topics: z.array(topic),
      sourceUrl: z.string(),
      kind: z.enum(["block", "allow", "watch"]).optional().meta({ description: "Of a list of your own." }),
      lastRefresh: z
        .object({
          checkedAt: instant,
          outcome: z.enum(["loaded", "unchanged", "rejected", "failed"]),
          reason: z.string().nullable(),
        })
        .nullable()
        .meta({
          description: "How the last look at the publisher ended; what served goes on after a bad one.",
        }),
    }),
  ),
  nextCursor: z.null(),
});
