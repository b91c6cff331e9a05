import { sha256Hex, utf8 } from "../../../kernel/bytes.ts";
import type { Entity } from "./entity.ts";

/** Fingerprint of each entry by its id. */
export type Fingerprints = Record<string, string>;

/** Changes when anything of an entry changes: 128 bits of the SHA-256 of it, in hexadecimal. */
export async function fingerprint(entity: Entity): Promise<string> {
  return (await sha256Hex(utf8(JSON.stringify(entity)))).slice(0, 32);
}

/** The fingerprints of all entries; an entry that stands twice counts once. */
export async function fingerprints(entities: readonly Entity[]): Promise<Fingerprints> {
  const all: Fingerprints = {};
  for (const entity of entities) all[entity.id] = await fingerprint(entity);
  return all;
}

/** Ids of what is new or changed, and of what is gone, from one version of a list to the next. */
export function compareVersions(
  before: Fingerprints,
  after: Fingerprints,
): { changed: string[]; removed: string[] } {
  return {
    changed: Object.keys(after).filter((id) => after[id] !== before[id]),
    removed: Object.keys(before).filter((id) => after[id] === undefined),
  };
}
