import type { Locale } from "../../kernel/caller.ts";
import { BRAND_CSS, LOGO_SVG } from "./brand.ts";

const TEXTS = {
  es: {
    title: "Enroll · Verificar un recibo",
    heading: "Verificar un recibo",
    why: "Un recibo dice qué se decidió, con qué pruebas y cuándo. Se comprueba aquí mismo, en su navegador, con la clave pública de este Enroll: lo que pegue no se envía a ninguna parte.",
    label: "Recibo",
    verify: "Verificar",
    valid: "Firmado por este Enroll y sin cambios.",
    invalid: "La firma no corresponde: no es de este Enroll, o se cambió algo.",
    type: "Está firmado, pero no es un recibo.",
    key: "Lo firmó una clave que este Enroll no publica.",
    malformed: "No tiene la forma de un recibo.",
  },
  en: {
    title: "Enroll · Verify a receipt",
    heading: "Verify a receipt",
    why: "A receipt says what was decided, on which evidence and when. It is checked right here, in your browser, with this Enroll's public key: what you paste is sent nowhere.",
    label: "Receipt",
    verify: "Verify",
    valid: "Signed by this Enroll, and unchanged.",
    invalid: "The signature does not hold: it is not this Enroll's, or something was changed.",
    type: "It is signed, but it is no receipt.",
    key: "It was signed by a key that this Enroll does not publish.",
    malformed: "It does not have the form of a receipt.",
  },
} as const;

const VERDICTS = ["valid", "invalid", "type", "key", "malformed"] as const;

const CSS = `
main.receipt{max-width:760px;margin:48px auto;padding:0 20px;line-height:1.55}
.receipt h1{font-size:26px;letter-spacing:-.01em;margin:0 0 8px}
.receipt p{color:var(--muted);margin:0 0 18px}
.receipt label{font-weight:600;display:block;margin-bottom:6px}
.receipt textarea{width:100%;min-height:160px;padding:12px;border:1px solid var(--line);border-radius:10px;font:13px/1.5 var(--mono);background:var(--wash);color:var(--ink);word-break:break-all}
.receipt button{margin-top:12px;padding:10px 18px;border:0;border-radius:10px;background:var(--accent);color:var(--accent-ink);font:600 15px var(--sans);cursor:pointer}
.receipt output{display:block;margin-top:20px;font-weight:600}
.receipt output[data-verdict=valid]{color:#0b7a4b}
.receipt output:not([data-verdict=valid]){color:#b3261e}
.receipt pre{margin-top:12px;padding:14px;border:1px solid var(--line);border-radius:10px;background:var(--wash);font:13px/1.5 var(--mono);overflow:auto}
.receipt pre:empty{display:none}
`;

/** The page on which anybody can check a receipt, without a token and without sending it anywhere. */
export function receiptPage(locale: Locale): string {
  const t = TEXTS[locale];
  const said = VERDICTS.map((verdict) => `data-${verdict}="${t[verdict]}"`).join(" ");
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${t.title}</title>
<link rel="icon" type="image/svg+xml" href="/favicon.svg">
<style>${BRAND_CSS}${CSS}</style>
</head>
<body>
<header class="bar"><a class="brand" href="/docs?lang=${locale}">${LOGO_SVG}<span>Enroll</span></a><span class="grow"></span>
<nav><span class="lang" role="group"><a href="/receipts?lang=es" hreflang="es"${locale === "es" ? ' aria-current="true"' : ""}>ES</a><a href="/receipts?lang=en" hreflang="en"${locale === "en" ? ' aria-current="true"' : ""}>EN</a></span></nav></header>
<main class="receipt">
<h1>${t.heading}</h1>
<p>${t.why}</p>
<form id="receipt"><label for="jws">${t.label}</label>
<textarea id="jws" name="jws" spellcheck="false" autocomplete="off" required></textarea>
<button>${t.verify}</button></form>
<output id="verdict" role="status" ${said}></output>
<pre id="claims"></pre>
</main>
<script src="/receipts/verify.js"></script>
</body>
</html>
`;
}

/** Verifies a compact JWS (RFC 7515 §5.2) of ES256 by the published keys, with the browser's own cryptography. */
export const RECEIPT_JS = `(() => {
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const json = (text) => JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes(text)));
  const types = ["receipt+jwt", "deletion-receipt+jwt"];
  async function verify(jws) {
    let header, claims, signature;
    const parts = jws.replace(/\\s/g, "").split(".");
    try {
      if (parts.length !== 3) return ["malformed"];
      header = json(parts[0]);
      claims = json(parts[1]);
      signature = bytes(parts[2]);
    } catch {
      return ["malformed"];
    }
    const { keys } = await (await fetch("/.well-known/jwks.json")).json();
    const jwk = keys.find(({ kid }) => kid === header.kid);
    if (!jwk || header.alg !== "ES256") return ["key"];
    const ecdsa = { name: "ECDSA", namedCurve: "P-256" };
    const key = await crypto.subtle.importKey("jwk", { kty: jwk.kty, crv: jwk.crv, x: jwk.x, y: jwk.y }, ecdsa, false, ["verify"]);
    const signed = new TextEncoder().encode(parts[0] + "." + parts[1]);
    const holds = await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, signature, signed);
    if (!holds) return ["invalid"];
    return types.includes(header.typ) ? ["valid", claims] : ["type"];
  }
  document.getElementById("receipt").addEventListener("submit", async (event) => {
    event.preventDefault();
    const [verdict, claims] = await verify(document.getElementById("jws").value);
    const output = document.getElementById("verdict");
    output.dataset.verdict = verdict;
    output.textContent = output.dataset[verdict];
    document.getElementById("claims").textContent = claims ? JSON.stringify(claims, null, 2) : "";
  });
})();
`;
