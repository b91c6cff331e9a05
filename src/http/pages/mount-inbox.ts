import type { Hono } from "hono";
import { toBase64Url } from "../../kernel/bytes.ts";
import { escapeHtml } from "../../kernel/html.ts";
import { BRAND_CSS, LOGO_SVG } from "./brand.ts";

export interface InboxItem {
  id: string;
  channel: string;
  to: string;
  from: { name: string };
  subject: string | null;
  text: string;
  receivedAt: number;
}

/** Shows the messages that a developer's machine kept instead of sending them; mounted in development alone. */
export function mountInbox(app: Hono, list: () => InboxItem[]): void {
  app.get("/dev/inbox", (c) => {
    c.get("state").route = "/dev/inbox";
    const nonce = toBase64Url(crypto.getRandomValues(new Uint8Array(18)));
    return c.html(inboxPage(list(), nonce), 200, {
      "content-security-policy": `default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    });
  });
}

function inboxPage(items: readonly InboxItem[], nonce: string): string {
  const list = items.length
    ? `<ol>${items.map(shown).join("")}</ol>`
    : "<p>Nothing came in the last hour. Ask for a code, and reload.</p>";
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Enroll · Development inbox</title>
<style nonce="${nonce}">${BRAND_CSS}${CSS}</style>
</head>
<body>
<header class="bar"><a class="brand" href="/docs">${LOGO_SVG}<span>Enroll</span></a><span class="tag">Development inbox</span></header>
<main><h1>Messages of the last hour</h1>
<p class="lead">They were kept on this machine instead of being sent, and are gone when it stops.</p>
${list}</main>
</body>
</html>
`;
}

const shown = ({ channel, to, from, subject, text, receivedAt }: InboxItem) =>
  `<li><div class="head"><b>${escapeHtml(from.name)}</b><span>${channel === "email" ? "Mail" : "Text message"} to ${escapeHtml(to)}</span><time>${new Date(receivedAt).toISOString().slice(11, 19)} UTC</time></div>${subject === null ? "" : `<h2>${escapeHtml(subject)}</h2>`}<pre>${escapeHtml(text)}</pre></li>`;

const CSS = `
main{max-width:760px;margin:0 auto;padding:32px 20px}
h1{margin:0;font-size:24px;letter-spacing:-.01em}.lead{margin:6px 0 24px;color:var(--muted)}
ol{list-style:none;margin:0;padding:0;display:grid;gap:14px}
li{padding:18px 20px;border:1px solid var(--line);border-radius:14px;background:var(--wash)}
.head{display:flex;flex-wrap:wrap;gap:4px 14px;font-size:14px;color:var(--muted)}.head b{color:var(--ink)}
.head time{margin-left:auto;font-variant-numeric:tabular-nums}
h2{margin:10px 0 0;font-size:17px}
pre{margin:10px 0 0;white-space:pre-wrap;overflow-wrap:anywhere;font:15px/1.55 var(--sans)}
`;
