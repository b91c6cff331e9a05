import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { testSecrets } from "../../test/support/secrets.ts";
import { buildVision } from "../build-vision.ts";
import { type Bundle, bundleWorker } from "./bundle.ts";

type V4Options = Parameters<typeof convertV4MiniflareOptions>[0];

const COMPATIBILITY = { compatibilityDate: "2026-10-20", compatibilityFlags: ["nodejs_compat"] };

export interface Served {
  origin: string;
  miniflare: Miniflare;
  bundle: Bundle;
  /** Where the runtime keeps its databases and objects, until it is stopped. */
  folder: string;
  stop(): Promise<void>;
}

/** Serves the bare Hono Worker: the floor. */
export async function serveHello(): Promise<Served> {
  const bundle = bundleWorker("scripts/bench/wrangler.hello.toml", ".enroll/bench/hello");
  return start(bundle, [
    {
      name: "hello",
      modules: bundle.modules,
      modulesRoot: bundle.directory,
      ...COMPATIBILITY,
      d1Databases: { DB: "hello" },
    },
  ]);
}

/**
 * Serves the API Worker's deployed bundle with its bindings, the migrations applied.
 * @param withVision false: without the vision Workers, for what asks for no picture
 * @param folder what an earlier one left behind, to go on with
 */
export async function serveProduct({
  withVision = true,
  folder,
}: {
  withVision?: boolean;
  folder?: string;
} = {}): Promise<Served> {
  const bundle = bundleWorker("wrangler.toml", ".enroll/bench/api");
  const vision = withVision
    ? [
        await buildVision("faces", ".enroll/bench/faces"),
        await buildVision("faces-second", ".enroll/bench/faces-second"),
        await buildVision("documents", ".enroll/bench/documents"),
        await buildVision("printed-text", ".enroll/bench/printed-text"),
      ]
    : [];
  const served = await start(
    bundle,
    [
      {
        name: "enroll",
        modules: bundle.modules,
        modulesRoot: bundle.directory,
        ...COMPATIBILITY,
        bindings: { ...testSecrets, ENVIRONMENT: "development", ISSUER: "enroll", AUDIENCE: "enroll-api" },
        d1Databases: { DB: "enroll" },
        r2Buckets: { IMAGES: "enroll-images" },
        durableObjects: Object.fromEntries(
          Object.entries(objectClasses()).map(([binding, className]) => [
            binding,
            { className, useSQLite: true },
          ]),
        ),
        queueProducers: { WEBHOOKS: "enroll-webhooks", IMPORTS: "enroll-imports" },
        queueConsumers: {
          "enroll-webhooks": { maxBatchTimeout: 1 },
          "enroll-imports": { maxBatchSize: 1, maxBatchTimeout: 0 },
        },
        serviceBindings: withVision
          ? {
              FACES: { name: "enroll-faces", entrypoint: "FacesVision" },
              FACES_SECOND: { name: "enroll-faces-second", entrypoint: "SecondFaceEmbedder" },
              DOCUMENTS: { name: "enroll-documents", entrypoint: "DocumentsVision" },
              PRINTED_TEXT: { name: "enroll-printed-text", entrypoint: "PrintedTextVision" },
            }
          : {},
      },
      ...vision,
    ],
    folder,
  );
  if (folder) return served;
  const database = await served.miniflare.getD1Database("DB", "enroll");
  for (const file of readdirSync("migrations")
    .filter((name) => name.endsWith(".sql"))
    .sort()) {
    for (const statement of readFileSync(path.join("migrations", file), "utf8").split(
      "--> statement-breakpoint",
    )) {
      await database.prepare(statement.trim()).run();
    }
  }
  return served;
}

/** Durable Object bindings as `wrangler.toml` has them, so that the benchmark does not need to know of each. */
function objectClasses(): Record<string, string> {
  const toml = readFileSync("wrangler.toml", "utf8");
  const blocks = toml.split("[[durable_objects.bindings]]").slice(1);
  return Object.fromEntries(
    blocks.map((block) => [
      /name = "(\w+)"/.exec(block)?.[1] ?? "",
      /class_name = "(\w+)"/.exec(block)?.[1] ?? "",
    ]),
  );
}

async function start(bundle: Bundle, workers: object[], folder?: string): Promise<Served> {
  const persist = folder ?? mkdtempSync(path.join(tmpdir(), "enroll-bench-"));
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      host: "127.0.0.1",
      port: 0,
      cf: false,
      resourcePersistencePath: persist,
      handleRuntimeStdio: (stdout: NodeJS.ReadableStream, stderr: NodeJS.ReadableStream) => {
        stdout.resume(); // read and thrown away: a line for each request helps nobody here
        stderr.resume();
      },
      handleStructuredLogs: () => undefined,
      workers,
    } as unknown as V4Options),
  );
  const url = await miniflare.ready;
  return {
    origin: url.origin,
    miniflare,
    bundle,
    folder: persist,
    async stop() {
      await miniflare.dispose();
      rmSync(persist, { recursive: true, force: true });
    },
  };
}
