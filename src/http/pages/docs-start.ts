import { REFERENCE_CSS } from "./brand.ts";

/**
 * The script that starts the reference: a file of our own, so that the page needs no inline script. It turns off
 * everything in the bundle that would call home or upload what is typed.
 */
export const DOCS_START_JS = `(() => {
  const place = document.getElementById("reference");
  const locale = place.dataset.locale;
  Scalar.createApiReference(place, {
    url: "/v2/enroll/openapi.json?lang=" + locale,
    theme: "none",
    customCss: ${JSON.stringify(REFERENCE_CSS)},
    layout: "modern",
    withDefaultFonts: false,
    telemetry: false,
    agent: { disabled: true },
    mcp: { disabled: true },
    showDeveloperTools: "never",
    hideClientButton: true,
    hideModels: true,
    persistAuth: false,
    localization: { locale },
    documentDownloadType: "json",
    defaultOpenFirstTag: true,
    defaultHttpClient: { targetKey: "shell", clientKey: "curl" },
    authentication: { preferredSecurityScheme: "token" },
    metaData: { title: document.title },
  });
})();
`;
