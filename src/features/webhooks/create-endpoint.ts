import { type Caller, requireScope } from "../../kernel/caller.ts";
import { EnrollError } from "../../kernel/errors.ts";
import { newId } from "../../kernel/ids.ts";
import { commit } from "../../records/commit.ts";
import { admitUrlToSave } from "./admit-url.ts";
import type { WebhooksDeps } from "./deps.ts";
import { countEndpoints, type EndpointRow, insertEndpoint } from "./endpoint-store.ts";
import { type EndpointView, viewEndpoint, withSecret } from "./endpoint-view.ts";
import type { EndpointCreation } from "./schemas.ts";
import { newSigningSecret } from "./signature.ts";
import { sealSecrets } from "./signing-secrets.ts";

/** Each event is written once more for each endpoint, in the batch of the change that it tells of. */
const MAX_ENDPOINTS = 50;

/** Registers a receiver. The answer alone shows its secret. Throws `VALIDATION_FAILED` for an address that is
 * not allowed, and for a 51st endpoint. */
export async function createEndpoint(
  deps: WebhooksDeps,
  caller: Caller,
  input: EndpointCreation,
): Promise<EndpointView> {
  requireScope(caller, "webhooks:write");
  const { tenantId } = caller;
  if ((await countEndpoints(deps.database, tenantId)) >= MAX_ENDPOINTS) {
    throw new EnrollError("VALIDATION_FAILED", {
      details: [{ field: "url", code: "TOO_MANY", message: "" }],
    });
  }
  const now = deps.clock();
  const id = newId("whe");
  const secret = await newSigningSecret(input.signing);
  const row: EndpointRow = {
    tenantId,
    id,
    url: await admitUrlToSave(deps, input.url),
    description: input.description,
    eventTypes: input.eventTypes,
    status: "enabled",
    disabledReason: null,
    signing: input.signing,
    secrets: await sealSecrets(deps.vault, tenantId, id, [{ secret, validUntil: null }]),
    failingSince: null,
    warnedAt: null,
    version: 1,
    createdAt: now,
    updatedAt: now,
  };
  const data = withSecret(await viewEndpoint(deps.vault, row), secret);
  await commit(deps, caller, {
    statements: [insertEndpoint(deps.database, row)],
    audit: [{ action: "webhook_endpoint.create", targetType: "webhook_endpoint", targetId: id }],
    events: [],
    answer: { status: 201, data },
  });
  return data;
}
