import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import type { ListSource } from "../../src/features/background/lists/source.ts";

/** The files of a list: from a folder, by their names there; else each path by its own name. */
export function readFiles(source: ListSource, paths: readonly string[]): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  const [first = ""] = paths;
  if (paths.length === 1 && existsSync(first) && statSync(first).isDirectory()) {
    for (const { name } of source.files) {
      const file = path.join(first, name);
      if (existsSync(file)) files.set(name, readFileSync(file));
    }
  } else if (paths.length === 1 && source.files.length === 1) {
    files.set(source.files[0]?.name ?? "", readFileSync(first));
  } else {
    for (const file of paths) files.set(path.basename(file), readFileSync(file));
  }
  const missing = source.files.filter(({ name, optional }) => !optional && !files.has(name));
  if (missing.length > 0) throw new Error(`missing: ${missing.map(({ name }) => name).join(", ")}`);
  return files;
}
