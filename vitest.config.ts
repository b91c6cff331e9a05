import path from "node:path";
import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";
import { testSecrets } from "./test/support/secrets.ts";

/** Tests on workerd with a real PostgreSQL beside it. */
const ON_DATABASES = "test/features/connectors/postgres/*.on-database.test.ts";

/** The API Worker's own runtime and bindings; `hyperdrives` are connection strings by their bindings' names. */
const onWorkerd = async (hyperdrives: Record<string, string>) => ({
  wrangler: { configPath: "./test/wrangler.test.toml" },
  remoteBindings: false,
  miniflare: {
    bindings: {
      ...testSecrets,
      TEST_MIGRATIONS: await readD1Migrations(path.join(import.meta.dirname, "migrations")),
    },
    hyperdrives,
    cf: false as const,
    // No test leaves the machine: what a test did not stand in for answers 599.
    outboundService: () => new Response("no network in tests", { status: 599 }),
  },
});

export default defineConfig({
  test: {
    // The product writes a log line for every request; only those of a failed test are worth reading.
    silent: "passed-only",
    projects: [
      {
        plugins: [cloudflareTest(async () => onWorkerd({}))],
        test: {
          name: "workers",
          include: ["test/**/*.test.ts"],
          exclude: ["test/e2e/**", "test/node/**", ON_DATABASES],
          setupFiles: ["./test/support/migrate.ts"],
          isolate: false,
          // A machine under load is slow, not wrong.
          testTimeout: 30_000,
        },
      },
      {
        // Apart, since only these wait for a database to start.
        plugins: [cloudflareTest(async ({ inject }) => onWorkerd(inject<Record<string, string>>("sources")))],
        test: {
          name: "databases",
          include: [ON_DATABASES],
          setupFiles: ["./test/support/migrate.ts"],
          globalSetup: ["./test/e2e/support/databases-setup.ts"],
          isolate: false,
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: "node",
          include: ["test/e2e/**/*.test.ts", "test/node/**/*.test.ts"],
          environment: "node",
          testTimeout: 120_000,
          hookTimeout: 120_000,
          globalSetup: ["./test/e2e/support/global-setup.ts"],
          fileParallelism: false,
        },
      },
    ],
  },
});
