import { copyFileSync, mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";
import { unstable_readConfig as readConfig } from "wrangler";

export type VisionWorkerName = "faces" | "faces-second" | "documents" | "printed-text";

/** A built vision Worker in the form that Miniflare (`convertV4MiniflareOptions`) and vitest's plugin take. */
export type BuiltVisionWorker = {
  name: string;
  rootPath: string;
  modulesRoot: string;
  modules: { type: "ESModule" | "CompiledWasm" | "Data"; path: string }[];
  compatibilityDate: string;
  compatibilityFlags: string[];
  assets?: { directory: string; binding: string };
};

const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** Copies imported `*.wasm` and `*.bin` beside the script, as Workers import them as modules, not as bytes. */
function besideTheScript(outdir: string, copied: Set<string>): Plugin {
  return {
    name: "beside-the-script",
    setup(bundle) {
      bundle.onResolve({ filter: /\.(wasm|bin)$/ }, async (wanted) => {
        if (wanted.pluginData === "resolving") return null;
        const found = await bundle.resolve(wanted.path, {
          kind: wanted.kind,
          resolveDir: wanted.resolveDir,
          pluginData: "resolving",
        });
        if (found.errors.length > 0) return { errors: found.errors };
        const name = path.basename(found.path);
        if (!copied.has(name)) copyFileSync(found.path, path.join(outdir, name));
        copied.add(name);
        return { path: `./${name}`, external: true };
      });
    },
  };
}

/**
 * Bundles a vision Worker as its `wrangler.<name>.toml` says and returns it as Miniflare's options, so that evals,
 * benchmarks and tests run the deployed code. `outdir` must be the caller's own: it is emptied first.
 */
export async function buildVision(
  name: VisionWorkerName,
  outdir = path.join(ROOT, ".enroll", "build", name),
): Promise<BuiltVisionWorker> {
  const config = readConfig({ config: path.join(ROOT, `wrangler.${name}.toml`) }, { hideWarnings: true });
  if (!config.main || !config.name || !config.compatibility_date)
    throw new Error(`wrangler.${name}.toml is incomplete`);
  rmSync(outdir, { recursive: true, force: true });
  mkdirSync(outdir, { recursive: true });
  const copied = new Set<string>();
  await build({
    entryPoints: [config.main],
    entryNames: name,
    outdir,
    bundle: true,
    format: "esm",
    platform: "browser", // the nets' packages ship Node code beside it, which a Worker cannot run
    conditions: ["workerd", "worker", "browser"],
    target: "es2024",
    minify: true,
    keepNames: true,
    logLevel: "warning",
    external: ["cloudflare:*", "node:*"],
    alias: config.alias ?? {},
    plugins: [besideTheScript(outdir, copied)],
  });
  const directory = config.assets?.directory;
  return {
    name: config.name,
    rootPath: ROOT,
    modulesRoot: outdir,
    modules: [
      { type: "ESModule", path: path.join(outdir, `${name}.js`) },
      ...[...copied].map((file) => ({
        type: file.endsWith(".wasm") ? ("CompiledWasm" as const) : ("Data" as const),
        path: path.join(outdir, file),
      })),
    ],
    compatibilityDate: config.compatibility_date,
    compatibilityFlags: config.compatibility_flags,
    ...(directory === undefined
      ? {}
      : {
          assets: { directory: path.resolve(ROOT, directory), binding: config.assets?.binding ?? "ASSETS" },
        }),
  };
}
