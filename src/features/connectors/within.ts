import { ConnectorFault } from "./fault.ts";

/**
 * The work's result, or `TIMEOUT` once the time is over; `signal` then tells the work to let go of what it holds.
 * What the work does after that is nobody's concern any more, its failure neither.
 */
export async function within<T>(timeoutMs: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const ending = new AbortController();
  let timer: ReturnType<typeof setTimeout> | null = null;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new ConnectorFault("TIMEOUT"));
      ending.abort();
    }, timeoutMs);
  });
  const working = work(ending.signal);
  working.catch(() => undefined);
  try {
    return await Promise.race([working, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
