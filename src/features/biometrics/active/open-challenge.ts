import type { Caller } from "../../../kernel/caller.ts";
import { EnrollError, type ErrorCode } from "../../../kernel/errors.ts";
import type { BiometricsDeps } from "../deps.ts";
import { ACTIONS, type Action } from "./actions.ts";
import { type ChallengeRow, findChallenge } from "./challenge-store.ts";
import { readChallengeToken } from "./challenge-token.ts";
import { type FlashColour, readFlash } from "./flash.ts";

/** A challenge that may still be answered. */
export interface OpenChallenge {
  row: ChallengeRow;
  steps: Action[];
  /** What the screen was to show after the steps; null when nothing. */
  flash: FlashColour[] | null;
  /** The person it was issued for, or who is named now; null when it is about nobody in particular. */
  userId: string | null;
}

/** How an answer names its challenge: by id and nonce, or by the signed token, which holds both. */
export interface ChallengeAnswer {
  challengeId?: string | undefined;
  nonce?: string | undefined;
  token?: string | undefined;
  userId?: string | undefined;
}

const refusal = (code: ErrorCode, detail: string): EnrollError =>
  new EnrollError(code, { details: [{ field: "challengeId", code: detail, message: "" }] });

/**
 * The challenge of an answer that arrived at an instant. Throws `NOT_FOUND` for an unknown or foreign one, another
 * person's, one with another nonce, or a token that we did not sign; `INVALID_TRANSITION` for one that was answered before or whose time is over.
 */
export async function openChallenge(
  deps: Pick<BiometricsDeps, "database" | "settings">,
  caller: Caller,
  answer: ChallengeAnswer,
  arrivedAt: number,
): Promise<OpenChallenge> {
  const token = answer.token ? await readChallengeToken(deps, caller.tenantId, answer.token) : null;
  const challengeId = answer.challengeId ?? token?.challengeId;
  const row = challengeId ? await findChallenge(deps.database, caller.tenantId, challengeId) : null;
  const fits =
    row &&
    (row.userId === null || answer.userId === undefined || row.userId === answer.userId) &&
    (answer.nonce === undefined || row.nonce === answer.nonce) &&
    (answer.token === undefined || (token?.challengeId === row.id && token.nonce === row.nonce));
  if (!fits) throw refusal("NOT_FOUND", "NOT_FOUND");
  if (row.state !== "open") throw refusal("INVALID_TRANSITION", "ALREADY_USED");
  if (arrivedAt > row.expiresAt) throw refusal("INVALID_TRANSITION", "EXPIRED");
  const steps = row.steps.flatMap((step) => ACTIONS.find((action) => action === step) ?? []);
  return {
    row,
    steps,
    flash: row.flash && readFlash(row.flash),
    userId: row.userId ?? answer.userId ?? null,
  };
}
