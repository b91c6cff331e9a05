import { EnrollError } from "../../kernel/errors.ts";
import { type Found, findPerson } from "../connectors/find-person.ts";
import type { UserData } from "./answers.ts";
import type { CreateDeps } from "./deps.ts";
import type { Prefilled } from "./prefill.ts";
import type { CreateUserInput } from "./schemas.ts";

type ExistingUser = NonNullable<UserData["existingUser"]>;

/**
 * What the tenant's own sources say of a person. Throws `SERVICE_UNAVAILABLE`, naming source and fault, when one
 * does not answer without which nobody is to be created.
 */
export async function askSources(
  deps: CreateDeps,
  tenantId: string,
  input: CreateUserInput,
): Promise<Found[]> {
  if (!deps.connectors) return [];
  const { externalId, identifiers, email } = input;
  const found = await findPerson(deps.connectors, tenantId, { externalId, identifiers, email });
  const details = found.flatMap(({ connectorId, fault, onUnavailable }) =>
    fault !== null && onUnavailable === "closed"
      ? [{ field: `connectors.${connectorId}`, code: fault, message: "" }]
      : [],
  );
  if (details.length > 0) {
    throw new EnrollError("SERVICE_UNAVAILABLE", { details, headers: { "retry-after": "5" } });
  }
  return found;
}

/** `existingUser` of a new user's answer: what was found here, and at each source that was asked. */
export function existingUser(here: ExistingUser, found: readonly Found[], of: Prefilled["of"]): ExistingUser {
  if (found.length === 0) return here;
  const sources = found.map(({ connectorId, name, record, fault, keys }) => ({
    connectorId,
    name,
    checked: fault === null && keys.length > 0,
    matched: record !== null,
    ...(record ? { matchedBy: record.matchedBy, blocked: record.blocked, ...of.get(connectorId) } : {}),
    ...(fault === null ? {} : { reason: fault }),
  }));
  const reason = found.find(({ fault }) => fault !== null)?.fault;
  // With nothing to look for here, a source may still have been asked (by mail address).
  const asked = here.checked || sources.some(({ checked }) => checked);
  return {
    ...here,
    checked: asked && reason === undefined,
    matched: here.matched || sources.some(({ matched }) => matched),
    ...(reason ? { reason } : {}),
    sources,
  };
}
