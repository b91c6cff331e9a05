import { type Caller, requireScope } from "../../kernel/caller.ts";
import { toInstant } from "../../kernel/clock.ts";
import { commitWithRetry } from "../../records/commit.ts";
import { planAdvance } from "../users/advance.ts";
import { loadPerson, type Person } from "../users/load-person.ts";
import { judgeDocument } from "./checks/breakdown.ts";
import { type Expected, expectedOfData } from "./checks/compare-person.ts";
import { expectedNumber } from "./checks/expected-number.ts";
import type { DocumentsDeps } from "./deps.ts";
import { candidates } from "./fields/candidates.ts";
import { type MergedFields, mergeFields } from "./fields/merge.ts";
import { judgeScan } from "./judge-scan.ts";
import { loadDocument, type OpenedDocument } from "./load-document.ts";
import type { ValidateInput, ValidationData } from "./schemas.ts";
import { countSameNumber, setValidation } from "./store.ts";

/**
 * Judges a scanned document, check by check, against itself, the request's expectations and its user's data.
 * The finished check goes to the user's policy. An expired or mismatching document is a result, not an error.
 */
export async function validateDocument(
  deps: DocumentsDeps,
  caller: Caller,
  input: ValidateInput,
): Promise<ValidationData> {
  requireScope(caller, "documents:write");
  const { tenantId } = caller;
  const document = await loadDocument(deps, caller, input.documentId);
  const { row, reading, found } = document;
  const now = deps.clock();
  const merged = mergeFields(candidates(found), found.documentType);
  const person = row.userId ? await loadPerson(deps, caller, row.userId) : null;
  const known = expectedOfData(dataOf(person, document, merged), merged);
  const minimumAge = strictest(input.minimumAge, person?.policy.minimumAge);
  const judgement = judgeDocument({
    reading,
    found,
    scan: judgeScan(reading, found),
    merged,
    expected: { ...definedOf(known), ...definedOf(input.expected) },
    minimumAge,
    livemode: caller.livemode,
    sameNumberElsewhere:
      row.userId && row.numberIndex
        ? await countSameNumber(deps.database, tenantId, row.numberIndex, row.userId)
        : null,
    now,
  });
  const { outcome, breakdown, reasons } = judgement;
  const notPerformed = [...judgement.notPerformed, ...reading.notPerformed];
  const data: ValidationData = {
    documentId: row.id,
    object: "document_validation",
    outcome,
    breakdown,
    reasons,
    assurance: { notPerformed },
    validatedAt: toInstant(now),
  };
  const documentType = found.documentType ?? "unknown";
  const isAgeJudged = breakdown.some(
    ({ name, result }) => name === "minimum_age" && (result === "pass" || result === "fail"),
  );
  await commitWithRetry(deps, caller, async () => {
    const advance = row.userId
      ? await planAdvance(deps, caller, row.userId, [
          {
            checkId: row.id,
            type: "document",
            outcome,
            reasons,
            observations: {
              documentType,
              issuingCountry: found.issuingCountry ?? "",
              ...(isAgeJudged && minimumAge !== null ? { minimumAge } : {}),
            },
            notPerformed,
          },
        ])
      : null;
    return {
      result: undefined,
      change: {
        statements: [
          setValidation(deps.database, tenantId, row.id, data, now),
          ...(advance?.statements ?? []),
        ],
        audit: [
          {
            action: "document.validate",
            targetType: "document",
            targetId: row.id,
            details: { outcome, reasons: reasons.join(" ") },
          },
        ],
        events: [
          {
            type: "document.validated" as const,
            userId: row.userId,
            object: { id: row.id, userId: row.userId, outcome, reasons },
          },
          ...(advance?.events ?? []),
        ],
        answer: { status: 200, data },
      },
    };
  });
  return data;
}

/** What is known of the document's user; nothing for a document of nobody. */
function dataOf(person: Person | null, { found }: OpenedDocument, merged: MergedFields): Expected {
  if (!person) return {};
  const { identifiers } = person;
  const number = expectedNumber(identifiers, found.documentType, found.issuingCountry, merged.fields);
  return { ...person.person, documentNumber: number };
}

/** The higher age of those that were asked for; null when none was. */
function strictest(...ages: (number | null | undefined)[]): number | null {
  const asked = ages.filter((age) => typeof age === "number");
  return asked.length > 0 ? Math.max(...asked) : null;
}

/** Without the parts that were not told, so that they do not hide those of another source. */
const definedOf = (expected: Expected): Expected =>
  Object.fromEntries(Object.entries(expected).filter(([, value]) => value !== undefined));
