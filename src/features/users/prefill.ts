import type { z } from "zod";
import { alpha2Of } from "../../kernel/countries.ts";
import type { Found } from "../connectors/find-person.ts";
import type { PrefillField } from "../connectors/port.ts";
import { birthDateFault } from "./birth-date.ts";
import { email, phone } from "./fields.ts";
import type { Provenance } from "./profile.ts";
import { type CreateUserInput, personSchema } from "./schemas.ts";

export interface Prefilled {
  input: CreateUserInput;
  provenance: Record<string, Provenance>;
  /** By connector: fields that it filled in, and those whose value made no sense. */
  of: Map<string, { prefilled: string[]; ignored: string[] }>;
}

const PARSERS: Record<PrefillField, z.ZodType<string | undefined>> = {
  givenNames: personSchema.shape.givenNames,
  familyName: personSchema.shape.familyName,
  dateOfBirth: personSchema.shape.dateOfBirth,
  sex: personSchema.shape.sex,
  nationality: personSchema.shape.nationality,
  email,
  phone,
};

/** What databases write otherwise and mean the same. */
const READINGS: Partial<Record<PrefillField, (value: string) => string>> = {
  dateOfBirth: (value) => value.replace(/^(\d{4}-\d{2}-\d{2})[ T].*$/, "$1"),
  sex: (value) => value.toUpperCase(),
  nationality: (value) => alpha2Of(value.toUpperCase()) ?? value.toUpperCase(),
  phone: (value) => value.replace(/[\s().-]/g, ""),
};

/**
 * Fills in what the integrator left out by what the tenant's own sources hold, the first source first. What was sent
 * is never overwritten, and what would be refused from an integrator is not taken from a source either. Pure.
 */
export function prefill(sent: CreateUserInput, found: readonly Found[], now: number): Prefilled {
  const input: CreateUserInput = { ...sent, person: { ...sent.person } };
  const provenance: Prefilled["provenance"] = {};
  const of: Prefilled["of"] = new Map();
  for (const { connectorId, record } of found) {
    if (!record) continue;
    const told = { prefilled: [] as string[], ignored: [] as string[] };
    of.set(connectorId, told);
    for (const [field, raw] of Object.entries(record.fields) as [PrefillField, string][]) {
      const target: Record<string, unknown> = isContact(field) ? input : input.person;
      if (target[field] !== undefined) continue;
      const place = isContact(field) ? field : `person.${field}`;
      const value = read(field, raw, now);
      if (value === null) {
        told.ignored.push(place);
        continue;
      }
      target[field] = value;
      told.prefilled.push(place);
      provenance[place] = { source: "registry", connectorId };
    }
  }
  return { input, provenance, of };
}

const isContact = (field: PrefillField) => field === "email" || field === "phone";

function read(field: PrefillField, raw: string, now: number): string | null {
  const text = raw.trim();
  const parsed = PARSERS[field].safeParse(READINGS[field]?.(text) ?? text);
  if (!parsed.success || parsed.data === undefined) return null;
  return field === "dateOfBirth" && birthDateFault(parsed.data, now) !== null ? null : parsed.data;
}
