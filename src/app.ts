import { Hono } from "hono";
import { clientEndpoints } from "./features/access/clients/routes.ts";
import { accessEndpoints } from "./features/access/routes.ts";
import { auditEndpoints } from "./features/audit/routes.ts";
import { criminalProviderEndpoints } from "./features/background/criminal/routes.ts";
import { backgroundEndpoints } from "./features/background/routes.ts";
import { biometricEndpoints } from "./features/biometrics/routes.ts";
import { ASSET_PATH } from "./features/branding/brand.ts";
import { openAsset } from "./features/branding/open-asset.ts";
import { openPreview, PREVIEW_PATH } from "./features/branding/preview-link.ts";
import { brandingEndpoints } from "./features/branding/routes.ts";
import { connectorEndpoints } from "./features/connectors/routes.ts";
import { documentEndpoints } from "./features/documents/routes.ts";
import { messageEndpoints } from "./features/messages/routes.ts";
import { LINK_PATH } from "./features/pictures/create-link.ts";
import { openLink } from "./features/pictures/open-link.ts";
import { pictureEndpoints } from "./features/pictures/routes.ts";
import { privacyEndpoints } from "./features/privacy/routes.ts";
import { receiptEndpoints } from "./features/receipts/routes.ts";
import { tenantEndpoints } from "./features/tenants/routes.ts";
import { uploadEndpoints } from "./features/uploads/routes.ts";
import { contactEndpoints } from "./features/users/contacts/routes.ts";
import { importEndpoints } from "./features/users/import/routes.ts";
import { userEndpoints } from "./features/users/routes.ts";
import { webhookEndpoints } from "./features/webhooks/routes.ts";
import type { Endpoint } from "./http/endpoint.ts";
import { mountEndpoints } from "./http/mount.ts";
import { mountKeySet } from "./http/pages/key-set.ts";
import { mountBrand } from "./http/pages/mount-brand.ts";
import { mountInbox } from "./http/pages/mount-inbox.ts";
import { mountPages } from "./http/pages/mount-pages.ts";
import { mountPicture } from "./http/pages/mount-picture.ts";
import { healthProbes } from "./probes.ts";
import { EVENT_TYPES } from "./records/event-types.ts";
import type { Wired } from "./wiring.ts";

/** Every route of the API: what is mounted, documented and put through the security cases. */
export function allEndpoints(deps: Wired): Endpoint[] {
  const { records, blobs, gallery, vision, edge, background, webhooks } = deps;
  return [
    ...accessEndpoints({ ...records, settings: edge.settings, limiter: edge.limiter }),
    ...clientEndpoints(records),
    ...importEndpoints(deps.imports),
    ...userEndpoints({ ...records, connectors: deps.connectors }),
    ...connectorEndpoints(deps.connectors),
    ...receiptEndpoints({ ...records, settings: edge.settings }),
    ...privacyEndpoints({ ...records, blobs, gallery, settings: edge.settings }),
    ...uploadEndpoints({ ...records, blobs }),
    ...pictureEndpoints({ ...records, blobs, settings: edge.settings }),
    ...documentEndpoints({ ...records, ...vision, blobs }),
    ...biometricEndpoints({
      ...records,
      blobs,
      gallery,
      facesVision: vision.facesVision,
      settings: edge.settings,
    }),
    ...backgroundEndpoints(background),
    ...criminalProviderEndpoints(deps.providers),
    ...webhookEndpoints(webhooks),
    ...auditEndpoints(records),
    ...tenantEndpoints(records),
    ...brandingEndpoints(deps.branding),
    ...messageEndpoints(deps.contacts),
    ...contactEndpoints(deps.contacts),
  ];
}

/** The Hono app of one isolate. */
export function createApp(deps: Wired): Hono {
  const app = new Hono();
  const endpoints = allEndpoints(deps);
  mountEndpoints(app, endpoints, deps.edge);
  mountKeySet(app, deps.settings);
  const pictures = { ...deps.records, blobs: deps.blobs, settings: deps.settings };
  mountPicture(app, LINK_PATH, (link, requestId) => openLink(pictures, link, requestId));
  mountBrand(app, {
    assetPath: ASSET_PATH,
    previewPath: PREVIEW_PATH,
    asset: (name) => openAsset(deps.branding.assets, name),
    preview: (link, nonce) => openPreview(deps.branding, link, nonce),
  });
  const { inbox } = deps.contacts;
  if (inbox) mountInbox(app, () => inbox.list());
  mountPages(app, {
    endpoints,
    eventTypes: EVENT_TYPES,
    assets: deps.env.ASSETS ?? null,
    probes: healthProbes(deps),
  });
  return app;
}
