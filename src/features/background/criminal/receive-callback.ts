import { sha256Hex, utf8 } from "../../../kernel/bytes.ts";
import { EnrollError } from "../../../kernel/errors.ts";
import { asHttp, findProvider, openConfig } from "./provider-store.ts";
import type { ProvidersDeps } from "./providers-deps.ts";
import { findByToken, openQuery } from "./query-store.ts";
import { readAnswer } from "./read-answer.ts";
import { settleQuery } from "./settle-query.ts";
import { isSignedBy, type SignedBy } from "./verify-callback.ts";

export interface Callback {
  token: string;
  signed: SignedBy;
  body: Uint8Array;
}

/**
 * Takes the answer that a provider sends later. The token finds the query, the signature of the provider's secret
 * vouches for the answer. Throws `NOT_FOUND` for a token that is unknown, used or expired, and `UNAUTHORIZED` for a
 * wrong signature, which leaves the query as it was. A body that says "still working" changes nothing; one that fits
 * no mapping ends the query as `unrecognised_answer`.
 */
export async function receiveCallback(deps: ProvidersDeps, callback: Callback): Promise<{ received: true }> {
  const now = deps.clock();
  const row = await findByToken(deps.database, await sha256Hex(utf8(callback.token)));
  if (!row || now >= row.expiresAt) throw new EnrollError("NOT_FOUND");
  const provider = await findProvider(deps.database, row.tenantId, row.providerId);
  const config = provider && asHttp(await openConfig(deps.vault, provider));
  const source = config?.sources.find(({ sourceId }) => sourceId === row.sourceId);
  const query = await openQuery(deps.vault, row);
  if (!config || !source || !query) throw new EnrollError("NOT_FOUND");
  const { callbackSecret } = config;
  if (
    callbackSecret === undefined ||
    !(await isSignedBy(callbackSecret, callback.signed, callback.body, now))
  ) {
    throw new EnrollError("UNAUTHORIZED");
  }
  const reading = readAnswer(parsed(callback.body), source.answer, query.asked);
  if (reading.status === "pending") return { received: true };
  if (!(await settleQuery(deps, row, reading))) throw new EnrollError("NOT_FOUND");
  return { received: true };
}

function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(body)) as unknown;
  } catch {
    return undefined;
  }
}
