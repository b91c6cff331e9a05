import path from "node:path";
import { createConnection } from "mysql2/promise";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestHarness } from "wrangler";
import { nonsense, silent } from "../../e2e/support/fault-servers.ts";
import { freePort } from "../../e2e/support/start-postgres.ts";
import type { Order } from "./mysql-worker.ts";

/**
 * npm has no MySQL server to start: a real one is named by ENROLL_TEST_MYSQL, the connection string of a user who may
 * create databases and users (`mysql://root:…@127.0.0.1:3306/mysql`).
 */
const owner = process.env.ENROLL_TEST_MYSQL;
if (!owner)
  console.warn("ENROLL_TEST_MYSQL is not set: the MySQL connector is NOT tested against a real server.");

const SETTINGS = {
  binding: null,
  table: { name: "customers" },
  keyColumn: "customer_id",
  lookup: [{ by: "externalId" as const, column: "crm_id" }],
  prefill: { givenNames: "first_name", dateOfBirth: "born" },
  blockColumn: "blocked",
  writeBack: { statusColumn: "kyc_status", sequenceColumn: "kyc_sequence", updatedAtColumn: "kyc_at" },
  timeoutMs: 2_000,
  onUnavailable: "open" as const,
  blinded: false,
};

describe.skipIf(!owner)("the MySQL connector on workerd, with the real server of ENROLL_TEST_MYSQL", () => {
  let ask: (order: Partial<Order>) => Promise<Record<string, unknown>>;
  const closing: (() => unknown)[] = [];

  beforeAll(async () => {
    const { host, hostname, port, username, password } = new URL(owner ?? "");
    const admin = await createConnection({
      host: hostname,
      port: Number(port),
      user: username,
      password: decodeURIComponent(password),
    });
    for (const statement of MAKE_PEOPLE) await admin.query(statement);
    await admin.end();
    const [mute, other] = await Promise.all([silent(), nonsense()]);
    const bound = (binding: string, at: string, secret = "of-enroll", database = "enroll_test") => ({
      binding,
      id: binding,
      localConnectionString: `mysql://enroll:${secret}@${at}/${database}`,
    });
    const harness = createTestHarness({
      workers: [
        {
          config: {
            name: "mysql-connector",
            main: path.join(import.meta.dirname, "mysql-worker.ts"),
            compatibility_date: "2026-10-20",
            compatibility_flags: ["nodejs_compat"],
            hyperdrive: [
              bound("APP", host),
              bound("WRONG_PASSWORD", host, "guessed"),
              bound("WRONG_DATABASE", host, "of-enroll", "nowhere"),
              bound("DOWN", `127.0.0.1:${await freePort()}`),
              bound("SILENT", `127.0.0.1:${mute.port}`),
              bound("NONSENSE", `127.0.0.1:${other.port}`),
            ],
          },
        },
      ],
    });
    closing.push(
      () => mute.close(),
      () => other.close(),
      () => harness.close(),
    );
    const { url } = await harness.listen();
    ask = async (order) => {
      const body = JSON.stringify({ binding: "APP", settings: SETTINGS, ...order });
      return (await fetch(url, { method: "POST", body })).json() as Promise<Record<string, unknown>>;
    };
  });
  afterAll(() => Promise.all(closing.map((close) => close())));

  const find = (value: string, settings = SETTINGS) => ask({ settings, find: [{ by: "externalId", value }] });

  it("finds a person, and takes only the very same value for a match", async () => {
    expect(await find("crm-42")).toEqual({
      found: {
        key: "1",
        matchedBy: "externalId",
        blocked: false,
        fields: { givenNames: "Ana María", dateOfBirth: "1990-01-15" },
      },
    });
    expect(await find("crm-43")).toMatchObject({ found: { key: "2", blocked: true } });
    // The server's collation calls the first equal; the second would be true of every row were it made into SQL.
    for (const value of ["CRM-42", "' OR 1=1 -- "]) expect(await find(value)).toEqual({ found: null });
    // MySQL takes a text for the number 0, and somebody has that key.
    const byNumber = { ...SETTINGS, lookup: [{ by: "externalId" as const, column: "customer_id" }] };
    expect(await find("abc", byNumber)).toEqual({ found: null });
  });

  it("holds the newest status, whichever comes last", async () => {
    const write = (status: "approved" | "created", sequence: number, key = "1") =>
      ask({ write: { key, userId: "usr_1", status, sequence, at: 1_750_000_000_000 } });
    expect(await write("approved", 3)).toEqual({ wrote: "written" });
    expect(await write("created", 2)).toEqual({ wrote: "newer" });
    expect(await write("approved", 3)).toEqual({ wrote: "newer" });
    expect(await write("created", 1, "99")).toEqual({ fault: "ROW_NOT_FOUND" });
  });

  it.each([
    ["APP", {}, null],
    ["WRONG_PASSWORD", {}, "AUTH_FAILED"],
    ["WRONG_DATABASE", {}, "PERMISSION_DENIED"], // MySQL does not tell strangers which databases there are
    ["DOWN", {}, "CONNECTION_REFUSED"],
    ["SILENT", {}, "TIMEOUT"],
    ["NONSENSE", {}, "TIMEOUT"], // the driver waits for the rest of a packet whose length is nonsense
    ["APP", { table: { name: "clients" } }, "PERMISSION_DENIED"],
    ["APP", { prefill: { phone: "salary" } }, "PERMISSION_DENIED"],
  ])("tested by %s %j says %s", async (binding, over, code) => {
    const { steps } = (await ask({ binding, settings: { ...SETTINGS, ...over } })) as {
      steps: { outcome: string; code: string | null }[];
    };
    expect(steps.find(({ outcome }) => outcome === "fail")?.code ?? null).toBe(code);
  });
});

const MAKE_PEOPLE = [
  "CREATE DATABASE IF NOT EXISTS enroll_test CHARACTER SET utf8mb4",
  "DROP TABLE IF EXISTS enroll_test.customers",
  `CREATE TABLE enroll_test.customers (customer_id INT PRIMARY KEY, crm_id VARCHAR(60), first_name VARCHAR(120),
    born DATE, blocked BOOLEAN NOT NULL DEFAULT 0, salary INT, kyc_status VARCHAR(20), kyc_sequence BIGINT,
    kyc_at DATETIME(3))`,
  `INSERT INTO enroll_test.customers (customer_id, crm_id, first_name, born, blocked) VALUES
    (0, 'zero', 'Zoe', NULL, 0), (1, 'crm-42', 'Ana María', '1990-01-15', 0), (2, 'crm-43', 'Luis', NULL, 1)`,
  "CREATE USER IF NOT EXISTS 'enroll'@'%' IDENTIFIED BY 'of-enroll'",
  `GRANT SELECT (customer_id, crm_id, first_name, born, blocked, kyc_sequence),
    UPDATE (kyc_status, kyc_sequence, kyc_at) ON enroll_test.customers TO 'enroll'@'%'`,
];
