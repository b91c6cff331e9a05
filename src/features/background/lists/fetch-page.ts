/** A page of an API could not be had; `reason` is one of ours, never the server's words. */
export class PageProblem extends Error {
  readonly reason: string;

  constructor(reason: string) {
    super(reason);
    this.name = "PageProblem";
    this.reason = reason;
  }
}

/** Fetches a page of JSON. Throws `PageProblem`. */
export type FetchPage = (url: string) => Promise<unknown>;

export interface Manners {
  /** Waits, in milliseconds. */
  pause(ms: number): Promise<void>;
  onPage?: (count: number) => void;
}

// Four requests a second at most, of servers that serve the public from the same machines.
const PAUSE_MS = 250;
const TIMEOUT_MS = 30_000;
// A page of either API is below 1 MB.
const MAX_PAGE_BYTES = 8 * 1024 * 1024;
const MAX_TRIES = 3;
const DEFAULT_RETRY_MS = 5_000;
const MAX_RETRY_MS = 60_000;
// A platform's bound on requests of one invocation, and far above what either API needs.
const MAX_PAGES = 950;

/** One page after the other, with a pause before each; waits as long as a busy server asks (RFC 9110 §10.2.3). */
export function politeFetch(send: typeof fetch, { pause, onPage }: Manners): FetchPage {
  let pages = 0;
  return async (url) => {
    for (let tries = 1; ; tries++) {
      pages += 1;
      if (pages > MAX_PAGES) throw new PageProblem("TOO_MANY_PAGES");
      if (pages > 1) await pause(PAUSE_MS);
      const response = await ask(send, url);
      const isBusy = response.status === 429 || response.status === 503;
      if (isBusy && tries < MAX_TRIES) {
        await response.body?.cancel();
        await pause(retryAfter(response));
        continue;
      }
      if (!response.ok) throw new PageProblem(`HTTP_${response.status}`);
      onPage?.(pages);
      return readJson(response);
    }
  };
}

async function ask(send: typeof fetch, url: string): Promise<Response> {
  const headers = { accept: "application/json", "user-agent": "enroll-lists/1" };
  try {
    return await send(url, { headers, signal: AbortSignal.timeout(TIMEOUT_MS) });
  } catch (error) {
    throw new PageProblem(
      error instanceof Error && error.name === "TimeoutError" ? "TIMEOUT" : "UNREACHABLE",
    );
  }
}

function retryAfter(response: Response): number {
  const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds * 1000, MAX_RETRY_MS) : DEFAULT_RETRY_MS;
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text.length > MAX_PAGE_BYTES) throw new PageProblem("TOO_LARGE");
  try {
    return JSON.parse(text);
  } catch {
    throw new PageProblem("NO_JSON");
  }
}
