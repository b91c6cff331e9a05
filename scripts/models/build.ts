/** `npm run models`: fetches every net of the catalogue, converts it, and writes `.enroll/models`. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { readNet } from "../../src/vision/runtime/net-file.ts";
import { MODELS, type ModelEntry } from "./catalogue.ts";
import { type ObtainOptions, obtain } from "./obtain.ts";

/** Raised when a converter changes what it writes, so that folders of an older one are built again. */
const CONVERTER_VERSION = 1;

interface ManifestNet {
  available: boolean;
  version: string;
  sha256: string;
  source: string;
  license: string;
  reason?: string;
}

const enroll = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../.enroll");
const modelsDir = path.join(enroll, "models");

const sourceOf = ({ source }: ModelEntry): string =>
  source.kind === "npm" ? `npm:${source.package}@${source.version}/${source.path}` : source.url;

function isBuilt(dir: string, stamp: string): boolean {
  const file = path.join(dir, "stamp");
  return existsSync(file) && readFileSync(file, "utf8") === stamp && existsSync(path.join(dir, "net.bin"));
}

/** Builds one net's folder unless it is there; returns why not, or null. */
async function build(entry: ModelEntry, options: ObtainOptions): Promise<string | null> {
  const dir = path.join(modelsDir, entry.net);
  const stamp = `${entry.sha256} ${CONVERTER_VERSION}`;
  if (isBuilt(dir, stamp)) {
    options.say(`✓ ${entry.net} (cached)`);
    return null;
  }
  rmSync(dir, { recursive: true, force: true });
  try {
    const beside = entry.beside ? await obtain(entry.beside, options) : new Uint8Array();
    const { json, bin } = entry.convert(await obtain(entry, options), beside);
    for (const _weight of readNet(json, bin).weights()); // reads it as the Worker will, before anyone relies on it
    mkdirSync(dir, { recursive: true });
    writeFileSync(path.join(dir, "net.json"), JSON.stringify(json));
    writeFileSync(path.join(dir, "net.bin"), bin);
    writeFileSync(path.join(dir, "stamp"), stamp); // last: a build cut short is not taken for a finished one
    options.say(`✓ ${entry.net} (${json.nodes.length} nodes, ${(bin.byteLength / 1e6).toFixed(1)} MB)`);
    return null;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    options.say(`✗ ${entry.net}: ${reason}`);
    return reason;
  }
}

const manifest: Record<string, ManifestNet> = {};
const options: ObtainOptions = {
  cacheDir: path.join(enroll, "cache"),
  modelsDir: process.env.ENROLL_MODELS_DIR || null,
  say: (line) => console.log(line),
};
mkdirSync(modelsDir, { recursive: true });
for (const entry of MODELS) {
  const reason = await build(entry, options);
  manifest[entry.net] = {
    available: reason === null,
    version: entry.version,
    sha256: entry.sha256,
    source: sourceOf(entry),
    license: entry.license,
    ...(reason === null ? {} : { reason }),
  };
}
writeFileSync(path.join(modelsDir, "manifest.json"), `${JSON.stringify({ nets: manifest }, null, 2)}\n`);
const missing = Object.keys(manifest).filter((net) => !manifest[net]?.available);
if (missing.length > 0) {
  console.log(`Not to be had: ${missing.join(", ")}. What they would do is answered "not performed".`);
  console.log("A folder that holds their files can be named: ENROLL_MODELS_DIR=<folder> npm start");
}
