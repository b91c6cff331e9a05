import { type Caller, requireScope } from "../../kernel/caller.ts";
import { EnrollError } from "../../kernel/errors.ts";
import { commitWithRetry } from "../../records/commit.ts";
import { admitUrlToSave } from "./admit-url.ts";
import type { WebhooksDeps } from "./deps.ts";
import { replaceEndpoint } from "./endpoint-store.ts";
import { type EndpointView, viewEndpoint } from "./endpoint-view.ts";
import { requireEndpoint } from "./read-endpoints.ts";
import type { EndpointReplacement } from "./schemas.ts";

/**
 * Replaces an endpoint's address, description and event types. With `ifMatch`, only the version that the caller
 * read: throws `PRECONDITION_FAILED` for another.
 */
export async function updateEndpoint(
  deps: WebhooksDeps,
  caller: Caller,
  input: EndpointReplacement & { endpointId: string; ifMatch: string | null },
): Promise<EndpointView> {
  requireScope(caller, "webhooks:write");
  await requireEndpoint(deps, caller, input.endpointId);
  const url = await admitUrlToSave(deps, input.url);
  return commitWithRetry(deps, caller, async () => {
    const row = await requireEndpoint(deps, caller, input.endpointId);
    if (input.ifMatch !== null && input.ifMatch !== "*" && input.ifMatch !== `${row.version}`) {
      throw new EnrollError("PRECONDITION_FAILED");
    }
    const now = deps.clock();
    const next = { url, description: input.description, eventTypes: input.eventTypes };
    const result = await viewEndpoint(deps.vault, {
      ...row,
      ...next,
      version: row.version + 1,
      updatedAt: now,
    });
    return {
      result,
      change: {
        statements: [replaceEndpoint(deps.database, row, next, now)],
        audit: [{ action: "webhook_endpoint.update", targetType: "webhook_endpoint", targetId: row.id }],
        events: [],
        answer: { status: 200, data: result },
      },
    };
  });
}
