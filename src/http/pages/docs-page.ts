import type { Locale } from "../../kernel/caller.ts";
import { BRAND_CSS, LOGO_SVG } from "./brand.ts";

/** Where the reference's bundle is served from, once `scripts/assets/fetch-docs.ts` has laid it down. */
export const BUNDLE_PATH = "/docs/assets/reference.js";

const TEXTS = {
  es: {
    title: "Enroll · Referencia de la API",
    tag: "Identidad verificada en el borde",
    document: "OpenAPI",
    health: "Estado",
    language: "Idioma",
    missing: "Falta la página interactiva",
    why: "El paquete que la dibuja no está en esta instalación. Se descarga al preparar el proyecto (<code>npm start</code>). El documento completo está aquí:",
    script: "Esta página necesita JavaScript para dibujar la referencia.",
    open: "Abrir el documento OpenAPI",
  },
  en: {
    title: "Enroll · API reference",
    tag: "Identity, verified at the edge",
    document: "OpenAPI",
    health: "Health",
    language: "Language",
    missing: "The interactive page is not here",
    why: "The package that draws it is not part of this installation. It is fetched when the project is prepared (<code>npm start</code>). The whole document is here:",
    script: "This page needs JavaScript to draw the reference.",
    open: "Open the OpenAPI document",
  },
} as const;

/** The page around the interactive reference, or what it says when the reference's bundle is missing. */
export function docsPage(locale: Locale, options: { hasBundle: boolean }): string {
  const t = TEXTS[locale];
  const notice = (text: string) =>
    `<main class="notice"><h1>${t.missing}</h1><p>${text}</p><a class="go" href="/v2/enroll/openapi.json?lang=${locale}">${t.open}</a></main>`;
  const language = (code: Locale, label: string) =>
    `<a href="/docs?lang=${code}" hreflang="${code}"${code === locale ? ' aria-current="true"' : ""}>${label}</a>`;
  const reference = `<div id="reference" data-locale="${locale}"></div>
<noscript>${notice(t.script)}</noscript>
<script src="${BUNDLE_PATH}"></script>
<script src="/docs/start.js"></script>`;
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${t.title}</title>
<link rel="icon" type="image/svg+xml" href="/favicon.svg">
<style>${BRAND_CSS}</style>
</head>
<body>
<header class="bar">
<a class="brand" href="/docs?lang=${locale}">${LOGO_SVG}<span>Enroll</span></a>
<span class="tag">${t.tag}</span>
<span class="grow"></span>
<nav>
<a class="wide" href="/v2/enroll/openapi.json?lang=${locale}">${t.document}</a>
<a class="wide" href="/health">${t.health}</a>
<span class="lang" role="group" aria-label="${t.language}">${language("es", "ES")}${language("en", "EN")}</span>
</nav>
</header>
${options.hasBundle ? reference : notice(t.why)}
</body>
</html>
`;
}
