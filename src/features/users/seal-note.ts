import { EnrollError } from "../../kernel/errors.ts";
import { sealJson } from "../../storage/cipher.ts";
import type { UsersDeps } from "./deps.ts";
import type { UserRow } from "./store.ts";

/** What somebody wrote about a person, sealed so that it goes with the person's key; nothing for no note. */
export async function sealedNote(
  deps: UsersDeps,
  row: Pick<UserRow, "tenantId" | "id">,
  note: string | undefined,
): Promise<{ note?: string }> {
  if (note === undefined) return {};
  const key = await deps.vault.subjectKey(row.tenantId, row.id);
  if (!key) throw new EnrollError("NOT_FOUND");
  const place = { tenantId: row.tenantId, subjectId: row.id, place: "users.decision" };
  return { note: await sealJson(key, place, note) };
}
