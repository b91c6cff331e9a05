import type { Caller } from "../../../kernel/caller.ts";
import { EnrollError, type ErrorCode } from "../../../kernel/errors.ts";
import type { BiometricsDeps } from "../deps.ts";
import { ACTIONS, type Action } from "./actions.ts";
import { type ChallengeRow, findChallenge } from "./challenge-store.ts";

/** A challenge that may still be answered. */
export interface OpenChallenge {
  row: ChallengeRow;
  steps: Action[];
  /** The person it was issued for, or who is named now; null when it is about nobody in particular. */
  userId: string | null;
}

const refusal = (code: ErrorCode, detail: string): EnrollError =>
  new EnrollError(code, { details: [{ field: "challengeId", code: detail, message: "" }] });

/**
 * The challenge of an answer that arrived at an instant. Throws `NOT_FOUND` for an unknown or foreign one, another
 * person's, or one with another nonce; `INVALID_TRANSITION` for one that was answered before or whose time is over.
 */
export async function openChallenge(
  deps: Pick<BiometricsDeps, "database">,
  caller: Caller,
  answer: { challengeId: string; userId?: string | undefined; nonce?: string | undefined },
  arrivedAt: number,
): Promise<OpenChallenge> {
  const row = await findChallenge(deps.database, caller.tenantId, answer.challengeId);
  const fits =
    row &&
    (row.userId === null || answer.userId === undefined || row.userId === answer.userId) &&
    (answer.nonce === undefined || row.nonce === answer.nonce);
  if (!fits) throw refusal("NOT_FOUND", "NOT_FOUND");
  if (row.state !== "open") throw refusal("INVALID_TRANSITION", "ALREADY_USED");
  if (arrivedAt > row.expiresAt) throw refusal("INVALID_TRANSITION", "EXPIRED");
  const steps = row.steps.flatMap((step) => ACTIONS.find((action) => action === step) ?? []);
  return { row, steps, userId: row.userId ?? answer.userId ?? null };
}
