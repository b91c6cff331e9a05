/** Something the operator can put right; its message says how. */
export class AdminError extends Error {}

/** Calls the operator's routes; answers with `data`. */
export type AdminApi = (method: string, path: string, body?: unknown) => Promise<unknown>;

interface Envelope {
  success: boolean;
  data?: unknown;
  error?: string;
  details?: { field: string; message: string }[];
}

/** Opens the operator's routes of an Enroll. Every failure becomes an `AdminError` in words. */
export function openAdmin(address: string, key: string): AdminApi {
  const origin = new URL(address).origin;
  return async (method, path, body) => {
    const response = await fetch(`${origin}/v2/enroll/operator${path}`, {
      method,
      redirect: "manual",
      headers: {
        authorization: `Bearer ${key}`,
        "accept-language": "en",
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).catch(() => {
      throw new AdminError(`Nothing answers on ${origin}. Is it running? (npm start)`);
    });
    const envelope = (await response.json().catch(() => ({ success: false }))) as Envelope;
    if (envelope.success) return envelope.data;
    if (response.status === 401) throw new AdminError(`${origin} does not take this operator's key.`);
    const faults = (envelope.details ?? []).map(({ field, message }) => `  ${field}: ${message}`);
    throw new AdminError(
      [`${response.status} ${envelope.error ?? "no answer of Enroll's"}`, ...faults].join("\n"),
    );
  };
}
