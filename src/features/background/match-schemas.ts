import * as z from "zod";

/** What a person may say of a hit. */
export const MATCH_DECISIONS = ["true_match", "false_positive"] as const;

export const topic = z.enum(["sanction", "wanted", "crime", "pep", "debarment"]);

const nameKind = z.enum(["primary", "alias", "weak_alias", "former"]);

export const score = z.number().min(0).max(1);

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

export const matchData = z.object({
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
