import { Hono } from "hono";
import { uploadEndpoints } from "./features/uploads/routes.ts";
import { userEndpoints } from "./features/users/routes.ts";
import { webhookEndpoints } from "./features/webhooks/routes.ts";
import type { Endpoint } from "./http/endpoint.ts";
import { mountEndpoints } from "./http/mount.ts";
import type { Wired } from "./wiring.ts";

/** Every route of the API: what is mounted, documented and put through the security cases. */
export function allEndpoints(deps: Wired): Endpoint[] {
  const { records, blobs, vision, webhooks } = deps;
  return [
    ...userEndpoints(records),
    ...uploadEndpoints({ ...records, blobs }),
    ...webhookEndpoints(webhooks),
  ];
}

/** The Hono app of one isolate. */
export function createApp(deps: Wired): Hono {
  const app = new Hono();
  mountEndpoints(app, allEndpoints(deps), deps.edge);
  return app;
}
