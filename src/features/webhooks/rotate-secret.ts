import { type Caller, requireScope } from "../../kernel/caller.ts";
import { commitWithRetry } from "../../records/commit.ts";
import type { WebhooksDeps } from "./deps.ts";
import { replaceEndpoint } from "./endpoint-store.ts";
import { type EndpointView, viewEndpoint, withSecret } from "./endpoint-view.ts";
import { requireEndpoint } from "./read-endpoints.ts";
import { newSigningSecret } from "./signature.ts";
import { openSecrets, rotateSecrets, sealSecrets } from "./signing-secrets.ts";

/** Gives an endpoint a new secret, shown once; for 24 h each request carries the signatures of both. */
export async function rotateSecret(
  deps: WebhooksDeps,
  caller: Caller,
  endpointId: string,
): Promise<EndpointView> {
  requireScope(caller, "webhooks:write");
  return commitWithRetry(deps, caller, async () => {
    const row = await requireEndpoint(deps, caller, endpointId);
    const now = deps.clock();
    const secret = await newSigningSecret(row.signing);
    const known = await openSecrets(deps.vault, row.tenantId, row.id, row.secrets);
    const secrets = await sealSecrets(deps.vault, row.tenantId, row.id, rotateSecrets(known, secret, now));
    const next = { ...row, secrets, version: row.version + 1, updatedAt: now };
    const result = withSecret(await viewEndpoint(deps.vault, next), secret);
    return {
      result,
      change: {
        statements: [replaceEndpoint(deps.database, row, { secrets }, now)],
        audit: [
          { action: "webhook_endpoint.rotate_secret", targetType: "webhook_endpoint", targetId: row.id },
        ],
        events: [],
        answer: { status: 200, data: result },
      },
    };
  });
}
