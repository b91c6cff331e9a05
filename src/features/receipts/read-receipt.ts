import { type Caller, requireScope } from "../../kernel/caller.ts";
import { EnrollError } from "../../kernel/errors.ts";
import { backgroundEvidence } from "../background/of-user.ts";
import { biometricEvidence } from "../biometrics/evidence.ts";
import { documentEvidence } from "../documents/evidence.ts";
import { readStatus } from "../users/read.ts";
import type { ReceiptsDeps } from "./deps.ts";
import type { ReceiptData } from "./schemas.ts";
import { signReceipt } from "./sign-receipt.ts";

/**
 * Signs what was decided on a user, by which policy and on what evidence: hashes, versions and figures, so that the
 * receipt proves without telling who the person is. Throws `INVALID_TRANSITION` while nothing final was decided,
 * also once an approval was reopened.
 */
export async function readReceipt(deps: ReceiptsDeps, caller: Caller, userId: string): Promise<ReceiptData> {
  requireScope(caller, "users:read");
  const { tenantId } = caller;
  const { status, decision, checks, assurance } = await readStatus(deps, caller, userId);
  if (status === "redacted") throw new EnrollError("NOT_FOUND");
  if (!decision || (status !== "approved" && status !== "rejected")) {
    throw new EnrollError("INVALID_TRANSITION");
  }
  const evidence = new Map<string, Record<string, unknown>>([
    ...(await documentEvidence(deps, tenantId, userId)),
    ...(await biometricEvidence(deps, tenantId, userId)),
    ...(await backgroundEvidence(deps, caller, userId)),
  ]);
  const { outcome, reasons, decidedBy, decidedAt, policy, trace } = decision;
  const { id, receipt } = await signReceipt(
    deps,
    "receipt+jwt",
    { tenantId, userId },
    {
      decision: { status, outcome, reasons: reasons.map(({ code }) => code), decidedBy, decidedAt },
      policy,
      trace,
      checks: checks.map(({ id: checkId, type, outcome: found, reasons: why, performedAt }) => ({
        id: checkId,
        type,
        outcome: found,
        reasons: why,
        performedAt,
        evidence: evidence.get(checkId) ?? null,
      })),
      assurance,
      livemode: caller.livemode,
    },
  );
  return { id, object: "receipt", userId, status, receipt };
}
