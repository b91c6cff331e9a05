import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import path from "node:path";

/** CPU milliseconds a Worker takes to start, by `wrangler check startup` on this machine; null when it will not say. */
export function startupCpuMs(config: string): number | null {
  const outfile = path.join(tmpdir(), `enroll-startup-${process.pid}.cpuprofile`);
  const args = [
    "node_modules/wrangler/bin/wrangler.js",
    "check",
    "startup",
    // Its own `-c` does not reach the build, which would take the wrangler.toml here whatever Worker is asked for.
    `--args=-c ${config}`,
    "--outfile",
    outfile,
  ];
  const { stdout } = spawnSync(process.execPath, args, {
    encoding: "utf8",
    env: { ...process.env, WRANGLER_SEND_METRICS: "false", NO_COLOR: "1" },
  });
  const active = /Active: ([\d.]+) ms/.exec(stdout)?.[1];
  return active === undefined ? null : Math.round(Number(active));
}
