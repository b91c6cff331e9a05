/**
 * `npm run prove:erasure`: enrols a person through the deployed bundles, erases them, and looks through the raw bytes of
 * everything that the runtime wrote: databases with their free pages and write-ahead logs, and objects. Progress on
 * stderr, one JSON line last; fails when a word or a picture of the person is found.
 */
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { type Served, serveProduct } from "../bench/serve.ts";
import { tenantOf } from "../bench/tenant-of.ts";
import { LATER, NOTE, needlesOf, PERSON, pictures } from "./person.ts";
import { type Find, type Needle, needleOf, scanFolder } from "./scan-folder.ts";

const { values } = parseArgs({ options: { others: { type: "string", default: "2000" } } });
const say = (line: string) => console.error(line);
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");

interface Answer {
  status: number;
  data: Record<string, unknown> & { id: string; items: { id: string }[] };
}

const sent = await pictures();
const needles = needlesOf(sent);
say("Bundling and serving Enroll …");
const served = await serveProduct();
const { tenantId, token } = await tenantOf(served, "erasure");

async function call(method: string, route: string, body?: unknown, contentType = "application/json") {
  const response = await fetch(`${served.origin}/v2/enroll${route}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { "content-type": contentType }),
      ...(method === "POST" ? { "idempotency-key": crypto.randomUUID() } : {}),
    },
    body: body === undefined ? null : typeof body === "string" ? body : JSON.stringify(body),
  });
  const { data } = (await response.json()) as { data: Answer["data"] };
  if (!response.ok) throw new Error(`${method} ${route}: ${response.status}`);
  return data;
}

/** Enrols the person by every route that keeps something; answers with the id. */
async function enrol(): Promise<string> {
  const { id: userId } = await call("POST", "/users/create", PERSON);
  const document = await call("POST", "/documents/scan", {
    userId,
    images: [{ side: "front", data: base64(sent.document) }],
  });
  await call("POST", "/documents/extract", { documentId: document.id });
  await call("POST", "/documents/validate", { documentId: document.id });
  if (sent.selfie) {
    const image = { data: base64(sent.selfie) };
    const liveness = await call("POST", "/biometric/liveness", { userId, mode: "passive", images: [image] });
    await call("POST", "/biometric/register", { userId, image, livenessId: liveness.id });
    await call("POST", "/biometric/verify", { userId, probe: image, reference: { type: "enrolled" } });
  }
  await call("POST", "/background/watchlist-check", { userId });
  await call("PUT", `/users/${userId}`, LATER);
  await call("POST", `/users/${userId}/cancel`).catch(() => undefined);
  await call("POST", `/users/${userId}/reopen`, { note: NOTE }).catch(() => undefined);
  return userId;
}

/** Enrols the same words by a file, and waits for it. */
async function enrolByFile(): Promise<string> {
  const externalId = `${PERSON.externalId}-file`;
  const row = JSON.stringify({ ...PERSON, externalId });
  const { id } = await call("POST", "/users/imports", row, "application/x-ndjson");
  for (;;) {
    const { status } = await call("GET", `/users/imports/${id}`);
    if (status === "completed") break;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return (await call("GET", `/users?externalId=${externalId}`)).items[0]?.id ?? "";
}

/** Everything that is sealed for the tenant's people now, as it lies in the database; and the people's wrapped keys. */
async function sealedNow(of: Served): Promise<{ sealed: Needle[]; keys: Needle[] }> {
  const database = await of.miniflare.getD1Database("DB", "enroll");
  const { results: tables } = await database
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%`tenant_id`%'")
    .all<{ name: string }>();
  const sealed: Needle[] = [];
  const keys: Needle[] = [];
  for (const { name } of tables) {
    const { results } = await database
      .prepare(`SELECT * FROM "${name}" WHERE tenant_id = ?`)
      .bind(tenantId)
      .all();
    for (const row of results) {
      for (const [column, value] of Object.entries(row)) {
        // Base64 that begins with the byte 1: `storage/cipher.ts`.
        if (!/^A[Q-Za-f][A-Za-z0-9+/]{38,}={0,2}$/.test(String(value))) continue;
        const needle = needleOf(`${name}.${column}`, String(value).slice(0, 160));
        const own = { name: needle.name, forms: needle.forms.filter(({ form }) => form === "plain") };
        (name === "subject_keys" ? keys : sealed).push(own);
      }
    }
  }
  return { sealed, keys };
}

/** Looks through a copy, since the runtime may write meanwhile. */
function look(sought: readonly Needle[]) {
  const copy = mkdtempSync(path.join(tmpdir(), "enroll-erasure-"));
  try {
    cpSync(served.folder, copy, { recursive: true });
    return scanFolder(copy, sought);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** How often each thing was found, in which kind of file. */
function tally(finds: readonly Find[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { needle, form, file } of finds) {
    const kind = /-wal$/.test(file) ? "log" : /\.sqlite/.test(file) ? "database" : "object";
    const name = `${needle} (${form}) in ${kind}`;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

const isSame = (one: Needle, other: Needle) =>
  one.forms[0]?.bytes.equals(other.forms[0]?.bytes ?? new Uint8Array()) === true;

/** How many objects lie in the bucket for the tenant. */
async function objects(): Promise<number> {
  const bucket = await served.miniflare.getR2Bucket("IMAGES", "enroll");
  return (await bucket.list({ prefix: `${tenantId}/` })).objects.length;
}

/** Other people come: pages that were freed are used again, and the log begins anew. */
async function othersCome(users: number): Promise<void> {
  const rows = Array.from({ length: users }, (_, n) => `other-${n},Ana,ana${n}@example.com`);
  const { id } = await call(
    "POST",
    "/users/imports",
    `externalId,givenNames,email\n${rows.join("\n")}`,
    "text/csv",
  );
  while ((await call("GET", `/users/imports/${id}`)).status !== "completed") {
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

const users = [await enrol(), await enrolByFile()];
const kept = await sealedNow(served);
/** What may be read by whoever has the files; what by whoever has them and the tenant's or the master key. */
function state(when: string, { sealed, keys }: typeof kept) {
  const { files, bytes, finds } = look([...needles, ...sealed, ...keys]);
  const of = (list: readonly Needle[]) =>
    finds.filter(({ needle }) => list.some(({ name }) => name === needle));
  const clear = of(needles).filter(({ needle }) => needle !== "externalId");
  const figure = {
    files,
    bytes,
    inTheClear: clear.length,
    externalId: tally(of(needles.filter(({ name }) => name === "externalId"))),
    wrappedKeys: tally(of(keys)),
    sealed: tally(of(sealed)),
  };
  say(`${when}: ${JSON.stringify(figure)}`);
  if (clear.length > 0) say(JSON.stringify(tally(clear)));
  return figure;
}

const before = { ...state("Before", kept), objects: await objects() };
// A scan that finds nothing proves nothing unless it finds what is there.
if (Object.keys(before.externalId).length === 0 || Object.keys(before.wrappedKeys).length === 0) {
  throw new Error("the scan does not see the database");
}
for (const id of users) await call("DELETE", `/users/${id}`);
// What the tenant still has by right is no remainder.
const live = await sealedNow(served);
const gone = {
  sealed: kept.sealed.filter((needle) => !live.sealed.some((other) => isSame(needle, other))),
  keys: kept.keys.filter((needle) => !live.keys.some((other) => isSame(needle, other))),
};
const after = { ...state("After the erasure", gone), objects: await objects() };
await othersCome(Number(values.others));
const later = state(`After ${values.others} others came`, gone);
await served.miniflare.dispose();
const stopped = state("After the server was stopped", gone);
rmSync(served.folder, { recursive: true, force: true });
console.log(JSON.stringify({ needles: needles.length, before, after, later, stopped }));
if (after.inTheClear + later.inTheClear + stopped.inTheClear + after.objects > 0) process.exitCode = 1;
