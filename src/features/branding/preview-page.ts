import type { Locale } from "../../kernel/caller.ts";
import { escapeHtml } from "../../kernel/html.ts";
import { assetPath, type Brand, type BrandImage, LINK_NAMES, type LinkName } from "./brand.ts";
import { brandVariables } from "./brand-css.ts";
import { contrast, shownRatio } from "./contrast.ts";

const TEXTS = {
  es: {
    title: "Vista previa de la marca",
    note: "Así la verán las personas. Nada de esta página pertenece a una persona real.",
    page: "Página",
    heading: "Verifique su identidad",
    lead: "Tenga a mano su documento. Tomará unos dos minutos.",
    go: "Comenzar",
    help: "¿Por qué se me pide esto?",
    mail: "Correo",
    sms: "Mensaje de texto",
    from: "De",
    subject: "es su código de verificación",
    body: "Escriba este código para confirmar su dirección de correo. Vence en 10 minutos.",
    ignore: "Si no lo pidió, ignore este mensaje. No comparta el código con nadie.",
    text: "es su código de verificación. Vence en 10 minutos. No lo comparta con nadie.",
    colors: "Colores y contraste",
    names: { text: "Texto", link: "Enlaces", onPrimary: "Botón" },
    links: { website: "Sitio web", privacy: "Privacidad", terms: "Términos", support: "Ayuda" },
  },
  en: {
    title: "Preview of the brand",
    note: "This is how people will see it. Nothing on this page belongs to a real person.",
    page: "Page",
    heading: "Verify your identity",
    lead: "Have your document at hand. It takes about two minutes.",
    go: "Begin",
    help: "Why am I asked for this?",
    mail: "Mail",
    sms: "Text message",
    from: "From",
    subject: "is your verification code",
    body: "Enter this code to confirm your mail address. It expires in 10 minutes.",
    ignore: "If you did not ask for it, ignore this message. Share the code with nobody.",
    text: "is your verification code. It expires in 10 minutes. Share it with nobody.",
    colors: "Colours and contrast",
    names: { text: "Text", link: "Links", onPrimary: "Button" },
    links: { website: "Website", privacy: "Privacy", terms: "Terms", support: "Help" },
  },
} as const satisfies Record<Locale, { links: Record<LinkName, string>; [text: string]: unknown }>;

/** What a code looks like; it verifies nothing. */
const SAMPLE_CODE = "123456";

/**
 * One page with all that a brand touches: a page of an enrolment, a mail, a text message, the colours with their
 * contrast. All of the tenant's text is escaped, colours are checked again, and nothing on it runs.
 * @param nonce what the page's policy lets styles through with
 */
export function previewPage(brand: Brand, nonce: string): string {
  const t = TEXTS[brand.locale];
  const name = escapeHtml(brand.displayName);
  const sender = escapeHtml(brand.senders.email.name ?? brand.displayName);
  const sms = escapeHtml(brand.senders.sms.name ?? brand.displayName);
  const mark = brand.images.logo
    ? picture(brand.images.logo, "logo", name)
    : `<span class="wordmark">${name}</span>`;
  const links = LINK_NAMES.flatMap((link) => {
    const to = brand.links[link];
    return to === null ? [] : [`<a href="${escapeHtml(to)}" rel="noopener noreferrer">${t.links[link]}</a>`];
  });
  const footer = `<footer>${links.join("")}<span>${escapeHtml(brand.legalName ?? brand.displayName)}</span></footer>`;
  return `<!doctype html>
<html lang="${brand.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${t.title} · ${name}</title>
<style nonce="${escapeHtml(nonce)}">:root{${brandVariables(brand)}}${CSS}</style>
</head>
<body>
<header class="top"><h1>${t.title}</h1><p>${t.note}</p></header>
<main>
<section class="wide"><h2>${t.page}</h2>
<div class="surface screen">
${brand.images.cover ? picture(brand.images.cover, "cover", "") : ""}
<div class="inner">
<div class="mark">${mark}</div>
<h3>${t.heading}</h3>
<p>${t.lead}</p>
<span class="button">${t.go}</span>
<span class="link">${t.help}</span>
</div>
${footer}
</div></section>
<section><h2>${t.mail}</h2>
<div class="surface mail">
<div class="envelope"><span>${t.from}: <b>${sender}</b></span><span>${name}: ${SAMPLE_CODE} ${t.subject}</span></div>
<div class="inner">
<div class="mark">${mark}</div>
<p>${t.body}</p>
<p class="code">${SAMPLE_CODE}</p>
<p class="small">${t.ignore}</p>
</div>
${footer}
</div></section>
<section><h2>${t.sms}</h2>
<div class="phone"><div class="who">${brand.images.icon ? picture(brand.images.icon, "icon", "") : ""}<b>${sms}</b></div>
<p class="bubble">${name}: ${SAMPLE_CODE} ${t.text}</p></div>
<h2>${t.colors}</h2>
<ul class="pairs">${pairs(brand, t.names)}</ul>
</section>
</main>
</body>
</html>
`;
}

const picture = (image: BrandImage, className: string, alt: string) =>
  `<img class="${className}" src="${assetPath(image)}" width="${image.width}" height="${image.height}" alt="${alt}">`;

function pairs({ colors }: Brand, names: Record<"text" | "link" | "onPrimary", string>): string {
  const shown = [
    ["text", colors.text, colors.background],
    ["link", colors.link, colors.background],
    ["onPrimary", colors.onPrimary, colors.primary],
  ] as const;
  return shown
    .map(
      ([pair, front, behind]) =>
        `<li class="${pair}"><b>Aa</b><span>${names[pair]}</span><code>${front} / ${behind}</code><span>${shownRatio(contrast(front, behind)).toFixed(2)}:1</span></li>`,
    )
    .join("");
}

const CSS = `
*{box-sizing:border-box}
body{margin:0;padding:0 20px 48px;background:#eef2f4;color:#1b2a33;font:16px/1.5 var(--font)}
.top{max-width:1080px;margin:0 auto;padding:28px 0 4px}
h1{margin:0;font-size:24px;letter-spacing:-.01em}.top p{margin:4px 0 0;color:#4a5b66}
main{max-width:1080px;margin:0 auto;display:grid;grid-template-columns:1fr 1fr;gap:8px 28px}
section{min-width:0}.wide{grid-column:1/-1}
h2{margin:24px 0 10px;font-size:14px;font-weight:600;color:#4a5b66}
.surface{background:var(--background);color:var(--text);border-radius:16px;overflow:hidden;box-shadow:0 1px 2px #0b1f2a1f,0 8px 28px #0b1f2a14}
.inner{padding:32px}.screen .inner{max-width:520px;margin:0 auto;text-align:center}
.mark{min-height:40px;margin-bottom:20px}
.logo{max-width:220px;max-height:64px;width:auto;height:auto;object-fit:contain}
.cover{display:block;width:100%;height:160px;object-fit:cover}
.wordmark{font-size:22px;font-weight:700;letter-spacing:-.02em}
h3{margin:0 0 8px;font-size:26px;line-height:1.2;letter-spacing:-.02em}
.inner p{margin:0 0 20px}
.button{display:block;padding:14px 20px;border-radius:12px;background:var(--primary);color:var(--on-primary);font-weight:600;text-align:center}
.link{display:inline-block;margin-top:16px;color:var(--link);text-decoration:underline}
.envelope{display:grid;gap:2px;padding:14px 32px;background:#f6f8f9;color:#1b2a33;font-size:14px;border-bottom:1px solid #dfe6ea;overflow-wrap:anywhere}
.code{font:700 34px/1.2 ui-monospace,Menlo,Consolas,monospace;letter-spacing:.18em}
.inner .small{margin:0;font-size:14px}
footer{display:flex;flex-wrap:wrap;gap:6px 18px;padding:14px 32px;font-size:13px;border-top:1px solid color-mix(in srgb,var(--text) 18%,transparent)}
footer a{color:var(--link)}footer span{margin-left:auto}
.phone{padding:18px;border-radius:16px;background:#fff;box-shadow:0 1px 2px #0b1f2a1f,0 8px 28px #0b1f2a14}
.who{display:flex;align-items:center;justify-content:center;gap:8px;margin-bottom:14px;color:#1b2a33}
.icon{width:32px;height:32px;border-radius:8px;object-fit:cover}
.bubble{margin:0;max-width:340px;padding:12px 16px;border-radius:18px 18px 18px 4px;background:#e6eaed;color:#1b2a33;overflow-wrap:anywhere}
.pairs{margin:0;padding:0;list-style:none;display:grid;gap:8px}
.pairs li{display:grid;grid-template-columns:40px 1fr auto 64px;gap:12px;align-items:center;padding:10px 14px;border-radius:12px}
.pairs .text{background:var(--background);color:var(--text)}.pairs .link{margin:0;background:var(--background);color:var(--link);text-decoration:none}
.pairs .onPrimary{background:var(--primary);color:var(--on-primary)}
.pairs code{font-size:13px}.pairs span:last-child{text-align:right;font-variant-numeric:tabular-nums}
@media (max-width:760px){main{display:block}body{padding:0 12px 32px}.inner{padding:24px}.pairs li{grid-template-columns:36px 1fr auto}.pairs code{display:none}}
`;
