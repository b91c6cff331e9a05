import { cleanJson } from "../../../http/body/clean-text.ts";
import { findingsOf } from "../../../http/issues.ts";
import { EnrollError } from "../../../kernel/errors.ts";
import { idSeries } from "../../../kernel/ids.ts";
import { requirePossibleDates, requirePossibleIdentifiers } from "../admit.ts";
import type { UsersDeps } from "../deps.ts";
import { activePolicy } from "../load-policy.ts";
import { type NewUser, newUserRows, undecided } from "../new-user.ts";
import type { Policy } from "../policy.ts";
import { type CreateUserInput, createUserBody } from "../schemas.ts";
import type { StoredDecision } from "../stored-decision.ts";
import { columnOf } from "./columns.ts";
import type { ImportRecord } from "./import-store.ts";
import type { Finding, ImportRow } from "./row.ts";

/** A row that can become a user, sealed and ready to be written. */
export interface ReadyRow {
  row: number;
  user: NewUser;
  wrappedKey: string;
}

/** A row that cannot. */
export interface RefusedRow {
  row: number;
  findings: Finding[];
}

export interface PreparedChunk {
  read: number;
  ready: ReadyRow[];
  refused: RefusedRow[];
}

/** Where everybody of one policy begins. */
interface Start {
  policy: Policy;
  decision: StoredDecision;
}

async function startBy(deps: UsersDeps, tenantId: string, id: string, now: number): Promise<Start | null> {
  const policy = await activePolicy(deps, tenantId, id);
  return policy && { policy, decision: undecided(policy, now) };
}

/** A row with everything wrong helps as much by its first findings. */
const MAX_FINDINGS = 10;

/** Judges the rows of a chunk as `POST /users/create` judges a body, and seals those that are good. */
export async function prepareChunk(
  deps: UsersDeps,
  record: ImportRecord,
  rows: readonly ImportRow[],
): Promise<PreparedChunk> {
  const now = deps.clock();
  const nextId = idSeries("usr");
  const starts = new Map<string, Promise<Start | null>>();
  const startOf = (id: string) => {
    const known = starts.get(id) ?? startBy(deps, record.tenantId, id, now);
    starts.set(id, known);
    return known;
  };
  const judged = await Promise.all(
    rows.map(async (row): Promise<ReadyRow | RefusedRow> => {
      const input = judgeRow(row, record, now);
      if (Array.isArray(input))
        return { row: row.row, findings: named(input, record).slice(0, MAX_FINDINGS) };
      const start = await startOf(input.policyId);
      if (!start) return { row: row.row, findings: [{ field: "policyId", code: "INVALID_CHOICE" }] };
      return { row: row.row, ...(await sealUser(deps, record, nextId(), { input, now, ...start })) };
    }),
  );
  return {
    read: rows.length,
    ready: judged.filter((one) => "user" in one),
    refused: judged.filter((one) => "findings" in one),
  };
}

/** What a user is created from, or all that speaks against it. */
function judgeRow(row: ImportRow, record: ImportRecord, now: number): CreateUserInput | Finding[] {
  if ("finding" in row) return [row.finding];
  const { value, details } = cleanJson({ policyId: record.options.policyId, ...row.body });
  if (details.length > 0) return details.map(({ field, code }) => ({ field, code }));
  const parsed = createUserBody.safeParse(value);
  if (!parsed.success) {
    return findingsOf(parsed.error.issues, value).map(({ field, code, limit }) => ({
      field,
      code,
      ...(limit === undefined ? {} : { bound: Number(limit) }),
    }));
  }
  const input = parsed.data;
  const { dateOfBirth } = input.person;
  const impossible = [
    ...findingsBy(() => requirePossibleDates({ dateOfBirth, consents: input.consents }, now)),
    ...findingsBy(() => requirePossibleIdentifiers(input.identifiers)),
  ];
  return impossible.length > 0 ? impossible : input;
}

/** What a rule that refuses by throwing has found. */
function findingsBy(rule: () => void): Finding[] {
  try {
    rule();
    return [];
  } catch (error) {
    if (!(error instanceof EnrollError)) throw error;
    return error.details.map(({ field, code }) => ({ field, code }));
  }
}

/** Findings under the names that the file's own columns have. */
const named = (findings: readonly Finding[], { options }: ImportRecord): Finding[] =>
  options.format === "csv"
    ? findings.map((finding) => ({ ...finding, field: columnOf(finding.field) }))
    : [...findings];

async function sealUser(
  deps: UsersDeps,
  record: ImportRecord,
  userId: string,
  from: Start & { input: CreateUserInput; now: number },
): Promise<{ user: NewUser; wrappedKey: string }> {
  const owner = { tenantId: record.tenantId, userId };
  const { key, wrappedKey } = await deps.vault.freshSubjectKey(owner.tenantId, owner.userId);
  const user = await newUserRows(deps.vault, owner, key, { ...from, locale: record.locale });
  return { user, wrappedKey };
}
