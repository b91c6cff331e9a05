import { createReadStream, existsSync, readdirSync } from "node:fs";
import path from "node:path";
import type { Entity } from "../../src/features/background/lists/entity.ts";
import { mapOfacRow, type OfacListId } from "../../src/features/background/lists/ofac/map.ts";
import { readOfac } from "../../src/features/background/lists/ofac/read.ts";
import { mapUnEntry, UN_LIST_ID } from "../../src/features/background/lists/un/map.ts";
import { readUnList } from "../../src/features/background/lists/un/read.ts";

export interface ReadList {
  id: string;
  entities: Entity[];
  /** The file it was read from. */
  from: string;
  /** Sortable; of two versions of a list the greater is the newer. */
  version: string;
}

/** Reads every known list in a folder and the folders below it; of two versions of one list, the newer. */
export async function readLists(folder: string): Promise<ReadList[]> {
  const newest = new Map<string, ReadList>();
  for (const directory of [folder, ...foldersBelow(folder)]) {
    for (const list of await readFolder(directory)) {
      const known = newest.get(list.id);
      if (!known || list.version > known.version) newest.set(list.id, list);
    }
  }
  if (newest.size === 0) throw new Error(`no list that Enroll can read in ${folder}`);
  return [...newest.values()];
}

const foldersBelow = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => path.join(entry.parentPath, entry.name));

async function readFolder(folder: string): Promise<ReadList[]> {
  const lists: ReadList[] = [];
  for (const file of readdirSync(folder)) {
    const from = path.join(folder, file);
    if (/\.xml$/i.test(file)) lists.push(await readUn(from));
    if (file === "SDN.CSV")
      lists.push(await readOfacFiles(folder, "us_ofac_sdn", "SDN.CSV", "ALT.CSV", "SDN_COMMENTS.CSV"));
    if (file === "CONS_PRIM.CSV") {
      lists.push(
        await readOfacFiles(folder, "us_ofac_cons", "CONS_PRIM.CSV", "CONS_ALT.CSV", "CONS_COMMENTS.CSV"),
      );
    }
  }
  return lists;
}

async function readUn(from: string): Promise<ReadList> {
  const entities: Entity[] = [];
  const head = await readUnList(createReadStream(from), (entry) => {
    const entity = mapUnEntry(entry);
    if (entity) entities.push(entity);
  });
  return { id: UN_LIST_ID, entities, from, version: head.generatedAt ?? "" };
}

async function readOfacFiles(
  folder: string,
  id: OfacListId,
  primary: string,
  alternates: string,
  comments: string,
): Promise<ReadList> {
  const at = (file: string) => path.join(folder, file);
  const rows = await readOfac({
    primary: createReadStream(at(primary)),
    alternates: createReadStream(at(alternates)),
    comments: existsSync(at(comments)) ? createReadStream(at(comments)) : undefined,
  });
  // The files carry no date; folders are named by theirs.
  return { id, entities: rows.map((row) => mapOfacRow(row, id)), from: at(primary), version: folder };
}
