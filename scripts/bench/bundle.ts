import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";

/** A Worker as `wrangler deploy` would upload it. */
export interface Bundle {
  directory: string;
  /** The script and the modules (WASM, data) it imports, relative to `directory`. */
  modules: { type: "ESModule" | "CompiledWasm" | "Data"; path: string }[];
  /** All modules gzipped together, in KiB: what the platform's size limit looks at. */
  gzipKiB: number;
}

/** Bundles a Worker by `wrangler deploy --dry-run`, so that what is measured is what is deployed. */
export function bundleWorker(config: string, directory: string): Bundle {
  rmSync(directory, { recursive: true, force: true });
  const outdir = path.resolve(directory); // wrangler would take a relative one from the folder of the config
  const wrangler = "node_modules/wrangler/bin/wrangler.js";
  const { status, stderr, stdout } = spawnSync(
    process.execPath,
    [wrangler, "deploy", "--dry-run", "--minify", "-c", config, "--outdir", outdir],
    { encoding: "utf8", env: { ...process.env, WRANGLER_SEND_METRICS: "false" } },
  );
  if (status !== 0) throw new Error(`${config} does not bundle:\n${stdout}${stderr}`);
  const files = readdirSync(directory).filter((file) => /\.(js|wasm|bin)$/.test(file));
  return {
    directory,
    modules: files
      .sort((a, b) => Number(b.endsWith(".js")) - Number(a.endsWith(".js")))
      .map((file) => ({
        type: file.endsWith(".js") ? "ESModule" : file.endsWith(".wasm") ? "CompiledWasm" : "Data",
        path: path.join(directory, file),
      })),
    gzipKiB: Math.round(
      files.reduce((sum, file) => sum + gzipSync(readFileSync(path.join(directory, file))).byteLength, 0) /
        1024,
    ),
  };
}
