import postgres from "postgres";
import { createConnector } from "../../../../src/features/connectors/create.ts";
import { driverSocket } from "../../../../src/features/connectors/postgres/driver-socket.ts";
import { openPostgres } from "../../../../src/features/connectors/postgres/open-postgres.ts";
import { connectorBody } from "../../../../src/features/connectors/schemas.ts";
import type { Caller } from "../../../../src/kernel/caller.ts";
import { bindings } from "../../../support/deps.ts";
import { type ConnectorTestDeps, connectorDeps } from "../support.ts";

const stringOf = (name: string): string | null => {
  const bound = bindings[name] as { connectionString: string } | undefined;
  return bound?.connectionString ?? null;
};

/** Deps whose Hyperdrive bindings are those of this project: the real PostgreSQL, and what is wrong with the way to it. */
export const postgresDeps = (): ConnectorTestDeps =>
  connectorDeps({
    sessions: { postgres: openPostgres, mysql: openPostgres },
    reach: { binding: (_, name) => stringOf(name), connectionStrings: false },
  });

/** Runs statements as the database's owner. */
export async function asOwner<T extends object>(text: string): Promise<T[]> {
  const { hostname, port, username, password, pathname } = new URL(stringOf("PG_ADMIN") ?? "");
  const sql = postgres({
    user: username,
    password,
    database: pathname.slice(1),
    max: 1,
    ssl: false,
    fetch_types: false,
    onnotice: () => undefined,
    ...{ socket: () => driverSocket(hostname, Number(port), false) },
  });
  try {
    return [...(await sql.unsafe<T[]>(text))];
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** The table and the roles of docs/connectors.md, with two people in it. */
export const makePeople = () =>
  asOwner(`
    DROP TABLE IF EXISTS customers;
    DO $$ BEGIN
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'enroll') THEN
        CREATE ROLE enroll LOGIN PASSWORD 'of-enroll' CONNECTION LIMIT 40;
        CREATE ROLE reader LOGIN PASSWORD 'of-reader';
      END IF;
    END $$;
    CREATE TABLE customers (
      customer_id bigint PRIMARY KEY, crm_id text UNIQUE, cedula varchar(20), email char(60), first_name text,
      "last name" text, born date, blocked boolean NOT NULL DEFAULT false, salary numeric,
      kyc_status text, kyc_sequence bigint, kyc_at timestamptz, enroll_id text);
    INSERT INTO customers (customer_id, crm_id, cedula, email, first_name, born, blocked, salary) VALUES
      (1, 'crm-42', '1020304050', 'Ana@Example.com', 'Ana María', '1990-01-15', false, 1),
      (2, 'crm-43', '52000111', 'luis@example.com', 'Luis', '1985-02-28', true, 2),
      (3, 'crm-44', '777', 'twin@example.com', 'Eva', null, false, 3),
      (4, 'crm-45', '777', 'twin@example.com', 'Eva', null, false, 4);
    GRANT SELECT (customer_id, crm_id, cedula, email, first_name, born, blocked, kyc_sequence) ON customers TO enroll;
    GRANT UPDATE (kyc_status, kyc_sequence, kyc_at, enroll_id) ON customers TO enroll;
    GRANT SELECT (customer_id, crm_id, cedula, email, first_name, born, blocked, kyc_sequence) ON customers TO reader;
  `);

export const CONFIG = {
  kind: "postgres",
  name: "Core",
  connection: { binding: "PG_APP" },
  table: { schema: "public", name: "customers" },
  keyColumn: "customer_id",
  lookup: [
    { by: "externalId", column: "crm_id" },
    { by: "identifier", type: "CC", country: "CO", column: "cedula" },
    { by: "email", column: "email" },
  ],
  prefill: { givenNames: "first_name", dateOfBirth: "born" },
  blockColumn: "blocked",
  writeBack: {
    statusColumn: "kyc_status",
    sequenceColumn: "kyc_sequence",
    updatedAtColumn: "kyc_at",
    userIdColumn: "enroll_id",
  },
};

export const aPostgresConnector = (
  deps: ConnectorTestDeps,
  caller: Caller,
  over: Record<string, unknown> = {},
) => createConnector(deps, caller, connectorBody.parse({ ...CONFIG, ...over }));

/** What the table says of a person's enrolment. */
export async function heldOf(customerId: number) {
  const [row] = await asOwner<Record<string, unknown>>(
    `SELECT kyc_status, kyc_sequence::text, enroll_id FROM customers WHERE customer_id = ${customerId}`,
  );
  return row;
}
