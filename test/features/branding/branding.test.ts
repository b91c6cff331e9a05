import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { ASSET_PATH } from "../../../src/features/branding/brand.ts";
import { openAsset } from "../../../src/features/branding/open-asset.ts";
import { openPreview, PREVIEW_PATH } from "../../../src/features/branding/preview-link.ts";
import { brandingEndpoints } from "../../../src/features/branding/routes.ts";
import { sweepOrphans } from "../../../src/features/privacy/retention/sweep-orphans.ts";
import { uploadEndpoints } from "../../../src/features/uploads/routes.ts";
import { mountBrand } from "../../../src/http/pages/mount-brand.ts";
import { toBase64, utf8 } from "../../../src/kernel/bytes.ts";
import { SCOPES } from "../../../src/kernel/caller.ts";
import { openPublicAssets } from "../../../src/storage/public-assets.ts";
import { audit } from "../../../src/storage/tables/records.ts";
import { aTenant, bindings, testClock } from "../../support/deps.ts";
import { ask, aToken, edgeApp, edgeDeps, openGate } from "../../support/edge.ts";
import { aPictureInBase64, aPng } from "../../support/pictures.ts";

const clock = testClock(Date.now());
const edge = edgeDeps({ limiter: openGate, clock });
const deps = { ...edge, assets: openPublicAssets(bindings.IMAGES) };
const app = edgeApp(edge, [...brandingEndpoints(deps), ...uploadEndpoints(deps)]);
mountBrand(app, {
  assetPath: ASSET_PATH,
  previewPath: PREVIEW_PATH,
  asset: (name) => openAsset(deps.assets, name),
  preview: (link, nonce) => openPreview(deps, link, nonce),
});

let tenantId: string;
let token: string;
beforeAll(async () => {
  tenantId = await aTenant(edge);
  token = await aToken(edge, { tenantId });
});

const send = (method: string, path: string, body?: unknown, more: { as?: string; ifMatch?: string } = {}) =>
  ask(app, `/v2/enroll${path}`, {
    method,
    token: more.as ?? token,
    ...(body === undefined ? {} : { body }),
    headers: { "accept-language": "en", ...(more.ifMatch === undefined ? {} : { "if-match": more.ifMatch }) },
  });
const put = (body: unknown, more?: { as?: string; ifMatch?: string }) => send("PUT", "/branding", body, more);
const aBrand = (more: object = {}) => ({
  displayName: "Banco Ejemplo",
  colors: { primary: "#0B4F9E", text: "#14202b", link: "#0b4f9e" },
  ...more,
});
const aStranger = async () => aToken(edge, { tenantId: await aTenant(edge) });

describe("a tenant's brand", () => {
  it("is the tenant's name and readable colours until one is written", async () => {
    const id = await aTenant(edge);
    const answer = await send("GET", "/branding", undefined, { as: await aToken(edge, { tenantId: id }) });
    expect(answer.status).toBe(200);
    expect(answer.json.data).toMatchObject({ displayName: `Tenant ${id}`, version: 0, updatedAt: null });
    expect(Math.min(...(Object.values(answer.json.data.contrast) as number[]))).toBeGreaterThanOrEqual(4.5);
  });

  it("is written in versions, each kept, with its trace", async () => {
    const first = await put(aBrand());
    expect(first.status).toBe(200);
    const { version } = first.json.data;
    expect(first.headers.get("etag")).toBe(`"${version}"`);
    expect(first.json.data).toMatchObject({
      displayName: "Banco Ejemplo",
      colors: { primary: "#0b4f9e", onPrimary: "#ffffff", background: "#ffffff" },
      font: "system",
    });
    const second = await put(aBrand({ displayName: "Banco Nuevo" }), { ifMatch: `"${version}"` });
    expect(second.json.data).toMatchObject({ displayName: "Banco Nuevo", version: version + 1 });
    expect((await send("GET", `/branding?version=${version}`)).json.data.displayName).toBe("Banco Ejemplo");
    expect((await send("GET", "/branding")).json.data.displayName).toBe("Banco Nuevo");
    const trace = await edge.database
      .select()
      .from(audit)
      .where(and(eq(audit.tenantId, tenantId), eq(audit.action, "branding.update")));
    expect(trace.at(-1)).toMatchObject({ targetId: tenantId, details: { version: version + 1 } });
  });

  it("is not written on top of a version that the caller did not read", async () => {
    const { version } = (await put(aBrand())).json.data;
    const late = await put(aBrand({ displayName: "Late" }), { ifMatch: `"${version - 1}"` });
    expect(late).toMatchObject({ status: 412, json: { code: "PRECONDITION_FAILED" } });
    expect((await send("GET", "/branding")).json.data).toMatchObject({
      displayName: "Banco Ejemplo",
      version,
    });
  });

  it("takes every version once when many write at the same time", async () => {
    const as = await aStranger();
    const answers = await Promise.all([1, 2, 3, 4].map((n) => put(aBrand({ displayName: `B${n}` }), { as })));
    expect(answers.map(({ json }) => json.data.version).sort()).toEqual([1, 2, 3, 4]);
  });

  it("asks for the scope of an admin, and shows nobody another's", async () => {
    const few = await aToken(edge, { tenantId, scopes: SCOPES.filter((scope) => scope !== "admin") });
    expect((await send("GET", "/branding", undefined, { as: few })).status).toBe(403);
    expect((await put(aBrand(), { as: few })).status).toBe(403);
    expect((await send("GET", "/branding", undefined, { as: await aStranger() })).json.data.version).toBe(0);
  });
});

describe("colours", () => {
  it.each([
    [{ primary: "#0b4f9e", text: "#777777" }, "colors.text", "4.47)"],
    [{ primary: "#0b4f9e", link: "#00ff00" }, "colors.link", "1.37)"],
    [{ primary: "#ffff00", onPrimary: "#ffffff" }, "colors.onPrimary", "1.07)"],
    [{ primary: "#0b4f9e", background: "#101010", text: "#202020" }, "colors.text", "1.16)"],
  ])("that are read badly are refused with their ratio: %o", async (colors, field, ratio) => {
    const answer = await put({ displayName: "B", colors });
    expect(answer).toMatchObject({ status: 422, json: { code: "VALIDATION_FAILED" } });
    const detail = answer.json.details.find((one: { field: string }) => one.field === field);
    expect(detail).toMatchObject({ code: "CONTRAST_TOO_LOW" });
    expect(detail.message).toContain(ratio);
  });

  it.each([
    "red",
    "red;}body{background:url(//x)",
    "#fff",
    "#0b4f9e;}",
    "</style>",
    "rgb(0,0,0)",
    "var(--x)",
    "#０b4f9e",
    "#0b4f9\n",
    "",
  ])("are six hexadecimal digits and nothing else: %j", async (primary) => {
    const answer = await put({ displayName: "B", colors: { primary } });
    expect(answer.status).toBe(422);
    expect(answer.json.details[0]).toMatchObject({ field: "colors.primary" });
  });

  it("leave the choice of the button's text to us", async () => {
    const light = await put({ displayName: "B", colors: { primary: "#ffe14d" } });
    expect(light.json.data.colors.onPrimary).toBe("#000000");
  });
});

describe("links and names", () => {
  it.each([
    ["javascript:alert(1)", "URL_NOT_HTTPS"],
    ["JaVaScRiPt:alert(1)", "URL_NOT_HTTPS"],
    ["data:text/html,<script>alert(1)</script>", "URL_NOT_HTTPS"],
    ["http://example.com", "URL_NOT_HTTPS"],
    ["//example.com", "URL_MALFORMED"],
    ["https://user:pass@example.com", "URL_HAS_CREDENTIALS"],
  ])("refuse %s", async (website, code) => {
    const answer = await put(aBrand({ links: { website } }));
    expect(answer.status).toBe(422);
    expect(answer.json.details).toEqual([expect.objectContaining({ field: "links.website", code })]);
  });

  it.each([
    ["ownDomain", "192.168.0.1", { ownDomain: "192.168.0.1" }],
    ["ownDomain", "localhost", { ownDomain: "localhost" }],
    ["ownDomain", "a path", { ownDomain: "id.example.com/x" }],
    ["senders.email.name", "another header", { senders: { email: { name: "A\r\nBcc: x@example.com" } } }],
    ["senders.email.name", "another address", { senders: { email: { name: 'A" <x@example.com>' } } }],
    ["senders.sms.name", "twelve characters", { senders: { sms: { name: "BancoEjemplo" } } }],
    ["font", "a font that is not on the list", { font: "Comic Sans; } body {" }],
    ["displayName", "a control character", { displayName: "A\u0000B" }],
  ])("%s is not %s", async (field, _what, body) => {
    const answer = await put(aBrand(body));
    expect(answer.status).toBe(422);
    expect(answer.json.details[0].field).toBe(field);
  });
});

describe("a brand's pictures", () => {
  it("are kept without metadata under their hash, for everybody and for ever", async () => {
    const logo = {
      data: toBase64(await aPng({ width: 200, height: 80, shade: 3, comment: "shot at home" })),
    };
    const { images } = (await put(aBrand({ images: { logo } }))).json.data;
    expect(images.logo).toMatchObject({ mimeType: "image/png", width: 200, height: 80 });
    const served = await app.request(images.logo.path);
    expect(served.status).toBe(200);
    expect(Object.fromEntries(served.headers)).toMatchObject({
      "content-type": "image/png",
      "cache-control": "public, max-age=31536000, immutable",
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; sandbox",
    });
    const bytes = new Uint8Array(await served.arrayBuffer());
    expect(new TextDecoder("latin1").decode(bytes)).not.toContain("shot at home");
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    expect([...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("")).toBe(images.logo.sha256);
  });

  it("may come by an upload's id, and stay by their hash", async () => {
    const upload = await ask(app, "/v2/enroll/uploads", {
      method: "POST",
      token,
      body: await aPng({ shade: 77 }),
      headers: { "content-type": "image/png" },
    });
    const icon = (await put(aBrand({ images: { icon: { uploadId: upload.json.data.id } } }))).json.data.images
      .icon;
    const again = await put(aBrand({ images: { icon: { sha256: icon.sha256 } } }));
    expect(again.json.data.images.icon).toEqual(icon);
    const none = await put(aBrand());
    expect(none.json.data.images.icon).toBeNull();
    expect((await app.request(icon.path)).status).toBe(200);
  });

  it("are not taken from another tenant by their hash", async () => {
    const logo = { data: await aPictureInBase64({ shade: 55 }) };
    const { sha256 } = (await put(aBrand({ images: { logo } }))).json.data.images.logo;
    const theft = await put(aBrand({ images: { logo: { sha256 } } }), { as: await aStranger() });
    expect(theft).toMatchObject({ status: 404, json: { details: [{ field: "images.logo.sha256" }] } });
  });

  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  it.each([
    ["SVG", svg, "UNSUPPORTED_MEDIA", "SVG_IMAGE"],
    ["SVG behind its prologue", `<?xml version="1.0"?>\n${svg}`, "UNSUPPORTED_MEDIA", "SVG_IMAGE"],
    ["SVG behind a byte order mark", `\ufeff${svg}`, "UNSUPPORTED_MEDIA", "SVG_IMAGE"],
    ["HTML", "<html><body><script></script></body></html>", "UNSUPPORTED_MEDIA", "UNSUPPORTED_MEDIA"],
    ["GIF", "GIF89a\u0001\u0000\u0001\u0000\u0000\u0000\u0000;", "UNSUPPORTED_MEDIA", "UNSUPPORTED_MEDIA"],
    ["PDF", "%PDF-1.7 and some more", "UNSUPPORTED_MEDIA", "PDF_FILE"],
    ["a PNG that is cut off", "\u0089PNG\r\n\u001a\nIHDR", "UNSUPPORTED_MEDIA", "UNSUPPORTED_MEDIA"],
  ])("are never %s", async (_what, content, code, detail) => {
    const answer = await put(aBrand({ images: { logo: { data: toBase64(utf8(content)) } } }));
    expect(answer.json).toMatchObject({ success: false, code, details: [{ code: detail }] });
  });

  it.each([
    ["a small one", { width: 20, height: 20 }, "UNREADABLE_IMAGE", "IMAGE_SIDE_TOO_SHORT"],
    ["a wide one", { width: 2_049, height: 64 }, "PAYLOAD_TOO_LARGE", "IMAGE_SIDE_TOO_LONG"],
  ])("are bounded: %s is refused", async (_what, size, code, detail) => {
    const answer = await put(aBrand({ images: { logo: { data: await aPictureInBase64(size) } } }));
    expect(answer.json).toMatchObject({ code, details: [{ code: detail }] });
  });

  it("leave the brand as it was when one of them is refused", async () => {
    const { version } = (await put(aBrand())).json.data;
    const logo = { data: await aPictureInBase64({ shade: 9 }) };
    await put(aBrand({ images: { logo, icon: { data: toBase64(utf8(svg)) } } }));
    expect((await send("GET", "/branding")).json.data).toMatchObject({ version, images: { logo: null } });
  });

  it.each(["../secret.png", `${"a".repeat(64)}.svg`, `${"a".repeat(63)}.png`, `${"0".repeat(64)}.png`])(
    "are looked for under no other name: %s",
    async (name) => {
      expect((await app.request(`${ASSET_PATH}/${encodeURIComponent(name)}`)).status).toBe(404);
    },
  );

  it("are none of the sweep's that takes pictures without a row", async () => {
    const logo = { data: await aPictureInBase64({ shade: 200 }) };
    const { path } = (await put(aBrand({ images: { logo } }))).json.data.images.logo;
    const later = () => Date.now() + 10 * 86_400_000;
    for (let run = 0; run < 3; run++) await sweepOrphans({ ...edge, clock: later });
    expect((await app.request(path)).status).toBe(200);
  });
});

describe("the preview", () => {
  const preview = async (body: object = {}) =>
    (await send("POST", "/branding/preview-links", body)).json.data;

  it("shows names, links, pictures and contrast, and lets nothing run", async () => {
    const logo = { data: await aPictureInBase64({ width: 200, height: 80 }) };
    const hostile = "</style><script>alert(1)</script>";
    await put(
      aBrand({
        displayName: hostile.slice(0, 60),
        legalName: '"><img src=x onerror=alert(1)>',
        images: { logo },
        links: { website: 'https://example.com/?q="><script>' },
      }),
    );
    const { path } = await preview();
    const page = await app.request(path);
    const html = await page.text();
    expect(page.status).toBe(200);
    expect(html).not.toContain("<script");
    expect(html).not.toContain("onerror=alert(1)>");
    expect(html.match(/<\/style>/g)).toHaveLength(1);
    expect(html).toContain("&lt;/style&gt;&lt;script&gt;alert(1)");
    expect(html).toContain('href="https://example.com/?q=%22%3E%3Cscript%3E"');
    const policy = page.headers.get("content-security-policy") ?? "";
    const nonce = /style-src 'nonce-([\w-]{24})'/.exec(policy)?.[1];
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("unsafe");
    expect(html).toContain(`<style nonce="${nonce}">`);
    expect(html).not.toMatch(/ style="/);
  });

  it("may show an earlier version", async () => {
    const { version } = (await put(aBrand({ displayName: "Earlier" }))).json.data;
    await put(aBrand({ displayName: "Later" }));
    expect(await (await app.request((await preview({ version })).path)).text()).toContain("Earlier");
    expect(await (await app.request((await preview()).path)).text()).toContain("Later");
    expect((await send("POST", "/branding/preview-links", { version: 9_999 })).status).toBe(404);
  });

  it("is over when it is over, and opens with no other token", async () => {
    const { path } = await preview({ expiresIn: 10 });
    expect((await app.request(`${PREVIEW_PATH}/${token}`)).status).toBe(404);
    expect((await app.request(`${path.slice(0, -2)}xx`)).status).toBe(404);
    clock.advance(11_000);
    expect((await app.request(path)).status).toBe(404);
  });
});
