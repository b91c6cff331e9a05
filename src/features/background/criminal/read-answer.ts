import { readDate } from "./date-format.ts";
import { readAt } from "./json-pointer.ts";
import type { CriminalRecord } from "./port.ts";
import type { AnswerMapping, Condition } from "./provider-config.ts";
import type { RequestFields } from "./subject-fields.ts";

/** What a provider's JSON says by its mapping. */
export type Reading =
  | { status: "answered"; records: CriminalRecord[] }
  | { status: "pending"; ticket: string | null }
  | { status: "unrecognised_answer" };

const UNRECOGNISED: Reading = { status: "unrecognised_answer" };

/** More of one person is no answer about one person. */
const MAX_RECORDS = 200;
const MAX_REFERENCE = 200;
const MAX_DESCRIPTION = 2_000;
const MAX_TICKET = 500;

/**
 * Reads a provider's JSON. Clear only where every sign of "no records" is there, none of "found" is, and the answer
 * repeats what was asked; all that does not fit the mapping, or contradicts itself, is `unrecognised_answer`. Pure.
 */
export function readAnswer(json: unknown, mapping: AnswerMapping, asked: RequestFields): Reading {
  const isPending = mapping.pending !== undefined && holdAll(json, mapping.pending);
  if (isPending) return { status: "pending", ticket: readTicket(json, mapping) };
  if (!echoes(json, mapping, asked)) return UNRECOGNISED;
  const listed = readRecords(json, mapping);
  if (listed === null) return UNRECOGNISED;
  const saysNone = holdAll(json, mapping.noRecords);
  const saysFound = mapping.found !== undefined && holdAll(json, mapping.found.when);
  if (saysNone) return listed.length > 0 || saysFound ? UNRECOGNISED : { status: "answered", records: [] };
  if (listed.length > 0) return { status: "answered", records: listed };
  if (!saysFound || !mapping.found) return UNRECOGNISED;
  const description = textAt(json, mapping.found.description);
  if (description === null) return UNRECOGNISED;
  return {
    status: "answered",
    records: [{ reference: "1", description: cut(description, MAX_DESCRIPTION), recordedOn: null }],
  };
}

/** The provider's own name for the query; null where it gave none of a usable form. */
export function readTicket(json: unknown, mapping: AnswerMapping): string | null {
  if (mapping.ticket === undefined) return null;
  const ticket = textAt(json, mapping.ticket);
  return ticket !== null && ticket.length <= MAX_TICKET ? ticket : null;
}

function echoes(json: unknown, mapping: AnswerMapping, asked: RequestFields): boolean {
  return mapping.echo.every(({ at, field }) => {
    const said = textAt(json, at);
    const own = asked[field];
    return said !== null && own !== undefined && lettersOf(said) === lettersOf(own);
  });
}

/** The records listed, none where there is no list; null when a part of the list does not fit. */
function readRecords(json: unknown, { records: mapping }: AnswerMapping): CriminalRecord[] | null {
  if (!mapping) return [];
  const list = readAt(json, mapping.at);
  if (list === undefined || list === null) return [];
  if (!Array.isArray(list) || list.length > MAX_RECORDS) return null;
  const records: CriminalRecord[] = [];
  for (const [at, item] of list.entries()) {
    const parts = mapping.description.map((pointer) => textAt(item, pointer)).filter((part) => part !== null);
    if (parts.length === 0) return null;
    const reference = mapping.reference === undefined ? null : textAt(item, mapping.reference);
    const date = mapping.recordedOn ? textAt(item, mapping.recordedOn.at) : null;
    records.push({
      reference: cut(reference ?? String(at + 1), MAX_REFERENCE),
      description: cut(parts.join(" · "), MAX_DESCRIPTION),
      recordedOn: date !== null && mapping.recordedOn ? readDate(date, mapping.recordedOn.format) : null,
    });
  }
  return records;
}

const holdAll = (json: unknown, conditions: readonly Condition[]): boolean =>
  conditions.every((condition) => holds(json, condition));

function holds(json: unknown, condition: Condition): boolean {
  const value = readAt(json, condition.at);
  if ("isEmpty" in condition) return Array.isArray(value) && value.length === 0;
  if ("equals" in condition) {
    const { equals } = condition;
    return typeof equals === "string" && typeof value === "string"
      ? folded(value) === folded(equals)
      : value === equals;
  }
  if (typeof value !== "string") return false;
  return "contains" in condition
    ? folded(value).includes(folded(condition.contains))
    : folded(value).startsWith(folded(condition.startsWith));
}

function textAt(json: unknown, pointer: string): string | null {
  const value = readAt(json, pointer);
  if (typeof value === "number") return String(value);
  if (typeof value !== "string") return null;
  // Shown to people and stored: neither halves of characters nor control characters.
  const clean = value
    .toWellFormed()
    .replace(/\p{Cc}+/gu, " ")
    .trim();
  return clean === "" ? null : clean;
}

const folded = (text: string): string =>
  text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ").trim();

const lettersOf = (text: string): string => folded(text).replace(/[^\p{L}\p{N}]/gu, "");

const cut = (text: string, length: number): string =>
  text.length <= length ? text : `${text.slice(0, length - 1).toWellFormed()}…`;
