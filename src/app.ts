import { Hono } from "hono";
import { accessEndpoints, mountKeySet } from "./features/access/routes.ts";
import { backgroundEndpoints } from "./features/background/routes.ts";
import { documentEndpoints } from "./features/documents/routes.ts";
import { uploadEndpoints } from "./features/uploads/routes.ts";
import { userEndpoints } from "./features/users/routes.ts";
import { webhookEndpoints } from "./features/webhooks/routes.ts";
import type { Endpoint } from "./http/endpoint.ts";
import { mountEndpoints } from "./http/mount.ts";
import type { Wired } from "./wiring.ts";

/** Every route of the API: what is mounted, documented and put through the security cases. */
export function allEndpoints(deps: Wired): Endpoint[] {
  const { records, blobs, vision, edge, background, webhooks } = deps;
  return [
    ...accessEndpoints({ ...records, settings: edge.settings, limiter: edge.limiter }),
    ...userEndpoints(records),
    ...uploadEndpoints({ ...records, blobs }),
    ...documentEndpoints({ ...records, ...vision, blobs }),
    ...backgroundEndpoints(background),
    ...webhookEndpoints(webhooks),
  ];
}

/** The Hono app of one isolate. */
export function createApp(deps: Wired): Hono {
  const app = new Hono();
  mountEndpoints(app, allEndpoints(deps), deps.edge);
  mountKeySet(app, deps.settings);
  return app;
}
