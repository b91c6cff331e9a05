import type { ReasonCode } from "../../../kernel/reasons.ts";
import type { MergedFields } from "../fields/merge.ts";
import type { Interpretation } from "../interpret.ts";
import type { ScanVerdict } from "../judge-scan.ts";
import type { StoredReading } from "../stored-reading.ts";
import { comparePerson, type Expected } from "./compare-person.ts";
import { CHECK_NAMES, type CheckEntry, type CheckName, entry } from "./entry.ts";
import { barcodeReasons, consistencyWithBarcodes } from "./judge-barcodes.ts";
import { dayOf, judgeAge, judgeExpiry } from "./judge-dates.ts";
import { consistencyWithNumbers, formatWithNumbers, judgeNumbers } from "./judge-numbers.ts";
import {
  judgeCheckDigits,
  judgeConsistency,
  judgeFormat,
  judgeMedia,
  judgeSupported,
} from "./judge-print.ts";
import { judgeManipulation, judgePortrait, judgePrinted, judgeScreen } from "./judge-traces.ts";

export interface ToJudge {
  reading: StoredReading;
  found: Interpretation;
  scan: ScanVerdict;
  merged: MergedFields;
  expected: Expected;
  minimumAge: number | null;
  /** False in a sandbox, where specimens stand for documents. */
  livemode: boolean;
  /** Documents of the same number with other users; null when it was not looked for. */
  sameNumberElsewhere: number | null;
  now: number;
}

export interface Judgement {
  outcome: "pass" | "review" | "fail" | "inconclusive";
  breakdown: CheckEntry[];
  reasons: ReasonCode[];
  notPerformed: CheckName[];
}

/** Findings that a person has to weigh: a misspelt name, a second account. Every other failed check fails. */
const FOR_REVIEW: readonly CheckName[] = ["data_comparison", "data_consistency", "duplicate"];

/**
 * Every check of the contract on a document. What nothing can judge (security features, registries, traces on a
 * picture that keeps none) is named `not_performed`; a pass means that the rest passed.
 */
export function judgeDocument(facts: ToJudge): Judgement {
  const { reading, found, scan, merged, now } = facts;
  const numbers = judgeNumbers(found, merged);
  const judged = new Map<CheckName, CheckEntry>();
  for (const one of [
    judgeMedia(reading, found),
    judgeSupported(reading, found, scan, facts.livemode),
    ...(scan.status === "failed"
      ? []
      : [
          judgeExpiry(found, merged, now),
          formatWithNumbers(judgeFormat(found), numbers),
          judgeCheckDigits(found),
          consistencyWithBarcodes(
            consistencyWithNumbers(judgeConsistency(merged, dayOf(now)), numbers),
            barcodeReasons(found),
          ),
          comparePerson(facts.expected, merged),
          judgeAge(merged, facts.minimumAge, now),
          judgeDuplicate(facts.sameNumberElsewhere),
          judgeScreen(reading),
          judgePrinted(reading),
          judgePortrait(reading),
          judgeManipulation(reading),
        ]),
  ]) {
    judged.set(one.name, one);
  }
  const breakdown = CHECK_NAMES.map((name) => judged.get(name) ?? entry(name, "not_performed"));
  return {
    outcome: outcomeOf(breakdown),
    breakdown,
    reasons: [...new Set(breakdown.flatMap(({ reasons }) => reasons ?? []))],
    notPerformed: breakdown.flatMap(({ name, result }) => (result === "not_performed" ? [name] : [])),
  };
}

function judgeDuplicate(elsewhere: number | null): CheckEntry {
  if (elsewhere === null) return entry("duplicate", "not_applicable");
  return elsewhere > 0 ? entry("duplicate", "fail", ["DUPLICATE_DOCUMENT"]) : entry("duplicate", "pass");
}

function outcomeOf(breakdown: readonly CheckEntry[]): Judgement["outcome"] {
  const failed = breakdown.filter(({ result }) => result === "fail");
  if (failed.some(({ name }) => !FOR_REVIEW.includes(name))) return "fail";
  if (failed.length > 0) return "review";
  return breakdown.some(({ result }) => result === "inconclusive") ? "inconclusive" : "pass";
}
