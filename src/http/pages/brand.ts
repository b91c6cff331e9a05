/** Enroll's mark: a viewfinder around an E whose middle bar has been ticked off. */
export const LOGO_SVG = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" role="img" aria-label="Enroll"><defs><linearGradient id="g" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#12a594"/><stop offset="1" stop-color="#0b5f6b"/></linearGradient></defs><rect width="32" height="32" rx="8" fill="url(#g)"/><g fill="none" stroke="#fff" stroke-linecap="round" stroke-linejoin="round"><path d="M6.5 11V8.5a2 2 0 0 1 2-2H11M21 6.5h2.5a2 2 0 0 1 2 2V11M25.5 21v2.5a2 2 0 0 1-2 2H21M11 25.5H8.500a2 2 0 0 1-2-2V21" stroke-width="1.6" opacity=".55"/><path d="M20.500 11H12.500v10h8" stroke-width="2.6"/><path d="M12.500 16.100l2.600 2.100 4.900-4.700" stroke-width="2.600" stroke="#b9f5e4"/></g></svg>`;

/** Colours and type of every page; the reference's own variables are set from them. */
export const BRAND_CSS = `
:root{--ink:#0d2530;--muted:#557080;--line:#dbe6e8;--paper:#ffffff;--wash:#f3f8f8;--accent:#0b7a75;--accent-ink:#ffffff;--header:56px;
--sans:ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;
--mono:ui-monospace,"SF Mono","Cascadia Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font-family:var(--sans);-webkit-font-smoothing:antialiased}
.bar{position:sticky;top:0;z-index:20;display:flex;align-items:center;gap:14px;height:var(--header);padding:0 20px;background:linear-gradient(90deg,#0a2a33,#0c4a50 70%,#0b6b68);color:#eafaf6}
.bar a{color:inherit;text-decoration:none}
.brand{display:flex;align-items:center;gap:10px;font-weight:650;font-size:18px;letter-spacing:-.01em}
.brand svg{width:30px;height:30px;display:block}
.tag{font-size:13px;opacity:.75;padding-left:14px;border-left:1px solid #ffffff33}
.grow{flex:1}
.bar nav{display:flex;gap:4px;align-items:center;font-size:14px}
.bar nav a{padding:7px 11px;border-radius:8px;opacity:.9}
.bar nav a:hover,.bar nav a:focus-visible{background:#ffffff1f;opacity:1;outline:none}
.lang{display:flex;border:1px solid #ffffff3d;border-radius:9px;overflow:hidden;margin-left:8px}
.lang a{border-radius:0!important;padding:6px 10px!important;font-size:13px}
.lang a[aria-current]{background:#eafaf6;color:#0a3b42;opacity:1;font-weight:600}
.notice{max-width:640px;margin:12vh auto;padding:28px 32px;border:1px solid var(--line);border-radius:16px;background:var(--wash);line-height:1.55}
.notice h1{margin:0 0 8px;font-size:22px;letter-spacing:-.01em}
.notice p{margin:0 0 12px;color:var(--muted)}
.notice code{font-family:var(--mono);font-size:.92em;color:var(--ink)}
.notice .go{display:inline-block;padding:10px 16px;border-radius:10px;background:var(--accent);color:var(--accent-ink);text-decoration:none;font-weight:600}
@media (max-width:720px){.tag{display:none}.bar{padding:0 12px;gap:8px}.bar nav .wide{display:none}}
`;

/** The reference's variables (scalar's names) in Enroll's colours, light and dark. */
export const REFERENCE_CSS = `
:root{--scalar-font:var(--sans);--scalar-font-code:var(--mono);--scalar-custom-header-height:var(--header);--scalar-radius:8px;--scalar-radius-lg:12px;--scalar-radius-xl:16px}
.light-mode{--scalar-color-1:#0d2530;--scalar-color-2:#3f5a68;--scalar-color-3:#6b8391;--scalar-color-accent:#0b7a75;--scalar-background-1:#ffffff;--scalar-background-2:#f3f8f8;--scalar-background-3:#e6f0f0;--scalar-background-accent:#0b7a7514;--scalar-border-color:#dbe6e8;
--scalar-color-green:#0b7a4b;--scalar-color-blue:#1463a5;--scalar-color-orange:#b4540a;--scalar-color-red:#c02b3c;--scalar-color-yellow:#a37206;--scalar-color-purple:#6b4bb8;--scalar-button-1:#0b7a75;--scalar-button-1-color:#ffffff;--scalar-button-1-hover:#096560}
.dark-mode{--scalar-color-1:#e8f4f3;--scalar-color-2:#a9c2c5;--scalar-color-3:#7f999e;--scalar-color-accent:#4fd6bd;--scalar-background-1:#0b1a20;--scalar-background-2:#10242b;--scalar-background-3:#183039;--scalar-background-accent:#4fd6bd1c;--scalar-border-color:#1f3a43;
--scalar-color-green:#4fd6a0;--scalar-color-blue:#6cb6ff;--scalar-color-orange:#f5a15c;--scalar-color-red:#ff7a85;--scalar-color-yellow:#f0c95a;--scalar-color-purple:#b79cff;--scalar-button-1:#4fd6bd;--scalar-button-1-color:#06251f;--scalar-button-1-hover:#7be3d0}
.light-mode .t-doc__sidebar{--scalar-sidebar-background-1:#f7fbfb;--scalar-sidebar-item-active-background:#0b7a7514;--scalar-sidebar-color-active:#0b7a75;--scalar-sidebar-border-color:#dbe6e8}
.dark-mode .t-doc__sidebar{--scalar-sidebar-background-1:#0d1f26;--scalar-sidebar-item-active-background:#4fd6bd1c;--scalar-sidebar-color-active:#4fd6bd;--scalar-sidebar-border-color:#1f3a43}
`;
