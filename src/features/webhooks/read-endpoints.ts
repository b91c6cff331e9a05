import { type Caller, requireScope } from "../../kernel/caller.ts";
import { pageOf } from "../../kernel/cursor.ts";
import { EnrollError } from "../../kernel/errors.ts";
import type { WebhooksDeps } from "./deps.ts";
import { type EndpointRow, findEndpoint, listEndpointRows } from "./endpoint-store.ts";
import { type EndpointView, viewEndpoint } from "./endpoint-view.ts";
import type { Page } from "./schemas.ts";

/** The caller's endpoint as a row. Throws `NOT_FOUND` for an unknown and for a foreign id alike. */
export async function requireEndpoint(
  deps: WebhooksDeps,
  caller: Caller,
  endpointId: string,
): Promise<EndpointRow> {
  const row = await findEndpoint(deps.database, caller.tenantId, endpointId);
  if (!row) throw new EnrollError("NOT_FOUND");
  return row;
}

/** One endpoint, without its secret. */
export async function readEndpoint(
  deps: WebhooksDeps,
  caller: Caller,
  endpointId: string,
): Promise<EndpointView> {
  requireScope(caller, "webhooks:read");
  return viewEndpoint(deps.vault, await requireEndpoint(deps, caller, endpointId));
}

/** The tenant's endpoints, newest first. */
export async function listEndpoints(deps: WebhooksDeps, caller: Caller, page: Page) {
  requireScope(caller, "webhooks:read");
  const found = await listEndpointRows(deps.database, caller.tenantId, page.limit, page.cursor);
  const { rows, nextCursor } = pageOf(found, page.limit, (row) => ({ at: row.createdAt, id: row.id }));
  return { items: await Promise.all(rows.map((row) => viewEndpoint(deps.vault, row))), nextCursor };
}
