import { type Caller, requireScope } from "../../kernel/caller.ts";
import { toInstant } from "../../kernel/clock.ts";
import { commit, type RecordsDeps } from "../../records/commit.ts";
import { upsertRevocation } from "./store.ts";

/** Foreign issuers' tokens live as long as these please; after this even a year-long one has expired. */
const KEPT_MS = 400 * 24 * 3_600_000;

export type RevokeInput = { jti: string } | { subject: string };

/**
 * Revokes one token by its `jti`, or every token that a subject was given up to now. Other isolates may go on
 * taking them for the five seconds that a standing is cached.
 */
export async function revokeTokens(deps: RecordsDeps, caller: Caller, input: RevokeInput) {
  requireScope(caller, "admin");
  const at = deps.clock();
  const { kind, value } =
    "jti" in input
      ? ({ kind: "jti", value: input.jti } as const)
      : ({ kind: "subject", value: input.subject } as const);
  const data = { kind, revokedAt: toInstant(at) };
  await commit(deps, caller, {
    statements: [
      upsertRevocation(deps.database, caller.tenantId, {
        kind,
        value,
        notBefore: at,
        expiresAt: at + KEPT_MS,
      }),
    ],
    audit: [{ action: `token.revoke_${kind}`, targetType: "token", targetId: value }],
    events: [],
    answer: { status: 200, data },
  });
  return data;
}
