import type { CheckResult } from "../../src/features/users/check-result.ts";
import { createUser } from "../../src/features/users/create.ts";
import type { UsersDeps } from "../../src/features/users/deps.ts";
import { createUserBody } from "../../src/features/users/schemas.ts";
import type { Caller } from "../../src/kernel/caller.ts";
import { newId } from "../../src/kernel/ids.ts";

/** Creates a user by the verb itself, with consent to biometrics unless told otherwise; answers with the id. */
export async function aUser(
  deps: UsersDeps,
  caller: Caller,
  body: Record<string, unknown> = {},
): Promise<string> {
  const input = createUserBody.parse({
    person: { givenNames: "Ana", familyName: "Ruiz", dateOfBirth: "1990-01-15", nationality: "CO" },
    consents: [{ scope: "biometric", version: "2026-01", acceptedAt: "2026-01-15T12:00:00Z" }],
    ...body,
  });
  return (await createUser(deps, caller, input)).id;
}

/** Figures of a good check of each type, as the features report them. */
const GOOD = {
  document: { id: "doc", observations: {} },
  liveness: { id: "liv", observations: { score: 0.93, method: "passive_single_frame" } },
  face_enrolment: { id: "fac", observations: { quality: 0.9 } },
  face_match: { id: "ver", observations: { similarity: 0.62 } },
  watchlist: { id: "bgc", observations: { topScore: 0.41 } },
  criminal: { id: "bgc", observations: {} },
} as const;

/** A finished check that passes, unless told otherwise. */
export function aCheck(type: CheckResult["type"], overrides: Partial<CheckResult> = {}): CheckResult {
  const { id, observations } = GOOD[type];
  return {
    checkId: newId(id),
    type,
    outcome: "pass",
    reasons: [],
    observations,
    notPerformed: [],
    ...overrides,
  };
}

/** The checks by which the default policy approves. */
export const allChecks = (): CheckResult[] => [
  aCheck("document"),
  aCheck("liveness"),
  aCheck("face_match"),
  aCheck("watchlist"),
];
