import { readdirSync, readFileSync } from "node:fs";

/** Clock ticks of Linux's `/proc`, the same on every architecture that Node runs on. */
const MS_A_TICK = 10;

/** Milliseconds of CPU that the workerd processes started by this one have used; null where `/proc` is missing. */
export function workerdCpuMs(): number | null {
  try {
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .reduce((sum, pid) => sum + cpuOf(pid), 0);
  } catch {
    return null;
  }
}

/** The process's own time, user and system (proc(5), fields 14 and 15); 0 for what is no child of ours. */
function cpuOf(pid: string): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const isOurs = stat.includes("(workerd)") && fields[1] === String(process.pid);
    return isOurs ? (Number(fields[11]) + Number(fields[12])) * MS_A_TICK : 0;
  } catch {
    // It ended between the listing and the look.
    return 0;
  }
}
