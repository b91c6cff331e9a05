/** An answer of the API in its envelope. */
interface Envelope {
  success: boolean;
  data?: unknown;
  error?: string;
  code?: string;
  details?: { field: string; code: string; message: string }[];
  meta: { requestId: string };
}

/** The demo's view of the API: JSON in, `data` out, and a readable end when a request could not run. */
export interface Client {
  post<T>(path: string, body: unknown): Promise<T>;
  put<T>(path: string, body: unknown): Promise<T>;
  get<T>(path: string): Promise<T>;
}

/** Makes a client of a running server; `locale` chooses the language of messages. */
export function openClient(origin: string, token: string, locale: string): Client {
  async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${origin}/v2/enroll${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        "accept-language": locale,
        ...(body === undefined
          ? {}
          : { "content-type": "application/json", "idempotency-key": crypto.randomUUID() }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as Envelope;
    if (answer.success) return answer.data as T;
    const details = (answer.details ?? [])
      .map((detail) => `\n    ${detail.field}: ${detail.message}`)
      .join("");
    throw new Error(
      `${method} ${path} → ${response.status} ${answer.code}: ${answer.error}${details} (${answer.meta.requestId})`,
    );
  }
  return {
    post: (path, body) => call("POST", path, body),
    put: (path, body) => call("PUT", path, body),
    get: (path) => call("GET", path),
  };
}
