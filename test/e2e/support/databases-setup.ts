import type { TestProject } from "vitest/node";
import { cutting, nonsense, silent, slow } from "./fault-servers.ts";
import { freePort, startPostgres } from "./start-postgres.ts";

/** Connection strings by the name of the Hyperdrive binding that the tests reach them by. */
export type Sources = Record<string, string>;

declare module "vitest" {
  export interface ProvidedContext {
    sources: Sources;
  }
}

/** Each word of the server is this late at `PG_SLOW`; the tests allow less. */
const SLOW_MS = 500;

/** A real PostgreSQL, and what can be wrong with the way to it, each at a port of its own. */
export default async function setup(project: TestProject) {
  const postgres = await startPostgres();
  const faults = await Promise.all([
    silent(),
    slow(postgres.port, SLOW_MS),
    nonsense(),
    cutting(postgres.port, true),
    cutting(postgres.port, false),
  ]);
  const [mute, late, other, cutAfter, cutBefore] = faults;
  const at = (port: number, user = "enroll", password = "of-enroll", database = "postgres") =>
    `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
  project.provide("sources", {
    PG_ADMIN: at(postgres.port, "postgres", postgres.password),
    PG_APP: at(postgres.port),
    PG_READER: at(postgres.port, "reader", "of-reader"),
    PG_WRONG_PASSWORD: at(postgres.port, "enroll", "guessed"),
    PG_WRONG_USER: at(postgres.port, "nobody-there", "guessed"),
    PG_WRONG_DATABASE: at(postgres.port, "enroll", "of-enroll", "nowhere"),
    PG_DOWN: at(await freePort()),
    PG_SILENT: at(mute.port),
    PG_SLOW: at(late.port),
    PG_NONSENSE: at(other.port),
    PG_CUT_AFTER: at(cutAfter.port),
    PG_CUT_BEFORE: at(cutBefore.port),
  });
  return async () => {
    for (const fault of faults) fault.close();
    await postgres.stop();
  };
}
