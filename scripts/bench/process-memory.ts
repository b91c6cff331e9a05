import { readdirSync, readFileSync } from "node:fs";

/** Peak and present resident memory in MiB of the workerd processes below this one; null where `/proc` is missing. */
export function workerdMemory(among?: ReadonlySet<number>): { peakMiB: number; residentMiB: number } | null {
  try {
    const own = workerdProcesses().filter((pid) => !among || among.has(pid));
    const figure = (name: string) =>
      Math.max(
        0,
        ...own.map((pid) =>
          Number(
            new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0,
          ),
        ),
      ) / 1024;
    return { peakMiB: Math.round(figure("VmHWM")), residentMiB: Math.round(figure("VmRSS")) };
  } catch {
    return null;
  }
}

/** CPU seconds that processes have used so far; null where `/proc` is missing. */
export function cpuSeconds(pids: Iterable<number>): number | null {
  try {
    let ticks = 0;
    for (const pid of pids) {
      const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
        .replace(/^.*\) /, "")
        .split(" ");
      ticks += Number(fields[11]) + Number(fields[12]);
    }
    return ticks / 100; // USER_HZ, which Linux fixes at 100 for /proc
  } catch {
    return null;
  }
}

/** The workerd processes below this one. */
export const workerdProcesses = (): number[] =>
  descendants(process.pid).filter((pid) => readFileSync(`/proc/${pid}/comm`, "utf8").startsWith("workerd"));

function descendants(root: number): number[] {
  const parentOf = new Map<number, number>();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      parentOf.set(
        Number(name),
        Number(
          readFileSync(`/proc/${name}/stat`, "utf8")
            .replace(/^.*\) /, "")
            .split(" ")[1],
        ),
      );
    } catch {
      // The process ended between the listing and the look.
    }
  }
  const found = [root];
  for (let at = 0; at < found.length; at++) {
    for (const [pid, parent] of parentOf) if (parent === found[at]) found.push(pid);
  }
  return found.slice(1);
}
