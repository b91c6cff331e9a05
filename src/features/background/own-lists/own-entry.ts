import * as z from "zod";
import { calendarDate, country, identifierNumber, text } from "../../users/fields.ts";
import type { Entity } from "../lists/entity.ts";
import { scriptOf } from "../lists/script-of.ts";
import { hash40 } from "../screening/blocking-keys.ts";
import { isUsableName } from "../usable-name.ts";
import { ownListId } from "./own-list-id.ts";

const name = text(300).refine(isUsableName, "INVALID_VALUE");

/** A row of an upload: a person or an organisation of a tenant's own list. */
export const ownEntry = z.strictObject({
  /** The tenant's own; the same one in the next version is the same entry. */
  id: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,64}$/, "INVALID_IDENTIFIER")
    .optional(),
  name,
  aliases: z.array(name).max(20).default([]),
  type: z.enum(["person", "organisation"]).default("person"),
  dateOfBirth: z
    .union([calendarDate, z.string().regex(/^\d{4}$/, "INVALID_DATE")], "INVALID_DATE")
    .optional(),
  country: country.optional(),
  identifiers: z.array(identifierNumber).max(10).default([]),
  note: text(500).optional(),
});
export type OwnEntry = z.output<typeof ownEntry>;

/** An entry in the words of the engine. Without an id of its own it is known by its name and birth. */
export function toOwnEntity(listId: string, kind: string, entry: OwnEntry): Entity {
  const [year, month, day] = (entry.dateOfBirth ?? "").split("-").map(Number);
  const own = entry.id ?? hash40(`${entry.name.toLowerCase()}|${entry.dateOfBirth ?? ""}`).toString(36);
  const named = (value: string, nameKind: "primary" | "alias") => ({
    text: value,
    kind: nameKind,
    script: scriptOf(value),
  });
  return {
    id: `${ownListId(listId)}:${own}`,
    listId: ownListId(listId),
    type: entry.type,
    names: [named(entry.name, "primary"), ...entry.aliases.map((alias) => named(alias, "alias"))],
    birthDates: year ? [{ year, ...(month ? { month } : {}), ...(day ? { day } : {}), circa: false }] : [],
    gender: null,
    countries: entry.country ? [entry.country] : [],
    identifiers: entry.identifiers.map((number) => ({ type: "other", number })),
    programmes: [kind],
    topics: [],
    sourceUrl: "",
  };
}
