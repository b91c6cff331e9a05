/**
 * `npm run -s eval:gallery -- --sizes 10000,100000,1000000`: the gallery's shards on workerd, with synthetic faces.
 * Speed, room and what is lost by whole numbers are what it measures; how well nets tell people apart, it is not.
 */
import path from "node:path";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { quantise } from "../src/features/biometrics/gallery/quantise.ts";
import { SHARD_FACES } from "../src/features/biometrics/gallery/shard-faces.ts";
import { deriveTransform } from "../src/features/biometrics/gallery/template-transform.ts";
import { TopScores } from "../src/features/biometrics/gallery/top-scores.ts";
import { aDirection, aView, dot } from "./gallery/synthetic-faces.ts";

const LENGTH = 512;
const BATCH = 1_000;
/** As many as `searchGallery` opens to compare exactly. */
const PROPOSED = 45;
/** The similarity of two good pictures of a person. */
const VIEW_COSINE = 0.6;

const { values } = parseArgs({
  options: {
    sizes: { type: "string", default: "10000,100000" },
    probes: { type: "string", default: "100" },
  },
});
const sizes = values.sizes.split(",").map(Number);
const probeCount = Number(values.probes);
if ([...sizes, probeCount].some((value) => !Number.isInteger(value) || value < 1)) {
  throw new Error("usage: eval:gallery -- --sizes <count>,<count> [--probes <count>]");
}

const root = path.dirname(import.meta.dirname);
const outdir = path.join(root, ".enroll", "build", "eval-gallery");
await build({
  entryPoints: [path.join(root, "scripts/gallery/eval-worker.ts")],
  outfile: path.join(outdir, "worker.js"),
  bundle: true,
  format: "esm",
  target: "es2024",
  external: ["cloudflare:*"],
  loader: { ".wasm": "copy" },
  assetNames: "[name]",
});
type V4Options = Parameters<typeof convertV4MiniflareOptions>[0];
const miniflare = new Miniflare(
  convertV4MiniflareOptions({
    rootPath: root,
    modulesRoot: outdir,
    modules: [
      { type: "ESModule", path: path.join(outdir, "worker.js") },
      { type: "CompiledWasm", path: path.join(outdir, "dot-kernel.wasm") },
    ],
    compatibilityDate: "2026-10-20",
    // workerd evicts after 10 s, which on a busy machine is less than the index of ten shards takes to build.
    durableObjects: {
      GALLERY: { className: "GalleryObject", useSQLite: true, unsafePreventEviction: true },
    },
  } as unknown as V4Options),
);

async function call<T>(route: string, query: Record<string, string | number>, body?: Int8Array): Promise<T> {
  const search = new URLSearchParams(Object.entries(query).map(([key, value]) => [key, `${value}`]));
  const url = `http://gallery.test/${route}?${search}`;
  const response = await miniflare.dispatchFetch(url, { method: "POST", body: body ?? new Int8Array() });
  if (!response.ok) throw new Error(`${route}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

interface Hit {
  faceId: string;
  similarity: number;
}
const numberOf = ({ faceId }: Hit) => Number(faceId.slice(4));
const transform = await deriveTransform(new Uint8Array(32).fill(3), "eval", LENGTH);

/** Fills a gallery, and finds by float arithmetic over every face what its searches ought to answer. */
async function fill(gallery: string, size: number, probes: Float32Array[]) {
  const truth = probes.map(() => new TopScores<number>(10, -1));
  let insertMs = 0;
  for (let from = 0; from < size; from += BATCH) {
    const count = Math.min(BATCH, size - from, SHARD_FACES - (from % SHARD_FACES));
    const batch = new Int8Array(count * LENGTH);
    for (let at = 0; at < count; at++) {
      const face = aDirection(from + at, LENGTH);
      probes.forEach((probe, which) => void truth[which]?.offer(from + at, dot(probe, face)));
      batch.set(quantise(transform(face)), at * LENGTH);
    }
    const startedAt = performance.now();
    await call("insert", { gallery, shard: Math.floor(from / SHARD_FACES), from, length: LENGTH }, batch);
    insertMs += performance.now() - startedAt;
    if ((from / BATCH) % 20 === 0) console.error(`${gallery}: ${from + count}/${size} faces`);
  }
  return { truth: truth.map((top) => top.list().map(({ item }) => item)), insertMs };
}

const percentile = (sorted: number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
const rounded = (value: number, digits = 4) => Number(value.toFixed(digits));

async function evaluate(size: number) {
  const gallery = `of-${size}`;
  const shards = Math.ceil(size / SHARD_FACES);
  const enrolled = Array.from({ length: probeCount }, (_, at) => Math.floor((at * size) / probeCount));
  const probes = enrolled.map((face, at) => aView(aDirection(face, LENGTH), VIEW_COSINE, size + at));
  const { truth, insertMs } = await fill(gallery, size, probes);

  const search = (probe: Float32Array, searched = shards) =>
    call<{ ms: number; hits: Hit[] }>(
      "search",
      { gallery, shards: searched, limit: PROPOSED },
      quantise(transform(probe)),
    );
  const cold = await search(aDirection(-1, LENGTH), 1);
  await search(aDirection(-1, LENGTH));
  const times: number[] = [];
  const oneShard: number[] = [];
  const found = { first: 0, ten: 0, tenCompared: 0 };
  console.error(`${gallery}: searching`);
  for (const [at, probe] of probes.entries()) {
    const { ms, hits } = await search(probe);
    times.push(ms);
    oneShard.push((await search(probe, 1)).ms);
    const wanted = truth[at] ?? [];
    const proposed = hits.sort((one, other) => other.similarity - one.similarity).map(numberOf);
    const compared = proposed
      .slice(0, PROPOSED)
      .map((face) => ({ face, similarity: dot(probe, aDirection(face, LENGTH)) }))
      .sort((one, other) => other.similarity - one.similarity)
      .map(({ face }) => face);
    const share = (list: number[]) => list.slice(0, 10).filter((face) => wanted.includes(face)).length / 10;
    if (proposed[0] === wanted[0]) found.first++;
    found.ten += share(proposed);
    found.tenCompared += share(compared);
  }
  const measured = await call<{ faces: number; diskBytes: number; memoryBytes: number }>("measure", {
    gallery,
    shard: 0,
  });
  times.sort((a, b) => a - b);
  oneShard.sort((a, b) => a - b);
  return {
    faces: size,
    shards,
    searchMs: { p50: rounded(percentile(times, 0.5), 1), p99: rounded(percentile(times, 0.99), 1) },
    oneShardMs: { p50: rounded(percentile(oneShard, 0.5), 1), p99: rounded(percentile(oneShard, 0.99), 1) },
    firstSearchOfShardMs: rounded(cold.ms, 0),
    recallAt1: rounded(found.first / probeCount),
    recallAt10: rounded(found.ten / probeCount),
    recallAt10Compared: rounded(found.tenCompared / probeCount),
    diskBytesPerFace: rounded(measured.diskBytes / measured.faces, 0),
    memoryBytesPerFace: rounded(measured.memoryBytes / measured.faces, 0),
    insertedPerSecond: rounded(size / (insertMs / 1000), 0),
  };
}

try {
  const results = [];
  for (const size of sizes) {
    const result = await evaluate(size);
    console.error(JSON.stringify(result));
    results.push(result);
  }
  console.log(
    JSON.stringify({
      data: `synthetic: random unit vectors of ${LENGTH}, probes at cosine ${VIEW_COSINE} to one of them`,
      probes: probeCount,
      sizes: results,
    }),
  );
} finally {
  await miniflare.dispose();
}
