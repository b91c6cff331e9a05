import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { type ListSource, missingFiles } from "../../src/features/background/lists/source.ts";

/** The files of a list: from a folder, by their names there; else each path by its own name. */
export function readFiles(source: ListSource, paths: readonly string[]): Map<string, Uint8Array> {
  const files = new Map([...placesOf(source, paths)].map(([name, file]) => [name, readFileSync(file)]));
  const missing = missingFiles(source, (name) => files.has(name));
  if (missing.length > 0) throw new Error(`missing: ${missing.join(", ")}`);
  return files;
}

/** Where each file of a list lies, by the list's name for it. */
export function placesOf(source: ListSource, paths: readonly string[]): Map<string, string> {
  const [first = ""] = paths;
  if (paths.length === 1 && existsSync(first) && statSync(first).isDirectory()) {
    return new Map(
      source.files
        .map(({ name }) => [name, path.join(first, name)] as const)
        .filter(([, file]) => existsSync(file)),
    );
  }
  // A single file may have any name: its kind tells which of the list's it is.
  if (paths.length === 1) return new Map([[nameOf(source, first), first]]);
  return new Map(paths.map((file) => [path.basename(file), file]));
}

function nameOf(source: ListSource, file: string): string {
  const names = source.files.map(({ name }) => name);
  const own = path.basename(file);
  const kin = names.find((name) => path.extname(name).toLowerCase() === path.extname(own).toLowerCase());
  return names.includes(own) ? own : (kin ?? names[0] ?? own);
}
