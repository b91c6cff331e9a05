import { eq } from "drizzle-orm";
import { createConnector } from "../../../src/features/connectors/create.ts";
import type { ConnectorsDeps } from "../../../src/features/connectors/deps.ts";
import { ConnectorFault } from "../../../src/features/connectors/fault.ts";
import { connectorBody } from "../../../src/features/connectors/schemas.ts";
import { createUser } from "../../../src/features/users/create.ts";
import { createUserBody } from "../../../src/features/users/schemas.ts";
import type { Caller } from "../../../src/kernel/caller.ts";
import { connectorLinks, connectors, connectorWrites } from "../../../src/storage/tables/connectors.ts";
import { aCaller, aTenant, type TestDeps, testClock, testDeps } from "../../support/deps.ts";

export type ConnectorTestDeps = TestDeps & ConnectorsDeps;

const noDriver = async () => {
  throw new ConnectorFault("CONNECTION_REFUSED");
};

/** Real D1 and vault; the service, DNS and drivers are stand-ins, jitter is none. */
export function connectorDeps(over: Partial<Omit<ConnectorsDeps, keyof TestDeps>> = {}): ConnectorTestDeps {
  return {
    ...testDeps(testClock()),
    fetch: async () => new Response("no service", { status: 500 }),
    resolve: async () => ["93.184.215.14"],
    random: () => 0.5,
    development: false,
    ownHosts: [],
    reach: { binding: () => null, connectionStrings: false },
    sessions: { postgres: noDriver, mysql: noDriver },
    ...over,
  };
}

/** A tenant's caller; runs look at the writes of all tenants, so what an earlier test left is taken away. */
export async function aFreshTenant(deps: TestDeps): Promise<Caller> {
  await deps.database.delete(connectorWrites);
  return aCaller(await aTenant(deps));
}

export const anHttpConnector = (deps: ConnectorsDeps, caller: Caller, over: Record<string, unknown> = {}) =>
  createConnector(
    deps,
    caller,
    connectorBody.parse({
      kind: "http",
      name: "CRM",
      url: "https://crm.example.com/enroll",
      lookup: [{ by: "externalId" }, { by: "identifier", type: "CC", country: "CO" }, { by: "email" }],
      writeBack: true,
      ...over,
    }),
  );

/** Creates a user by the verb itself, asking the tenant's connectors. */
export const create = (deps: ConnectorTestDeps, caller: Caller, body: Record<string, unknown>) =>
  createUser({ ...deps, connectors: deps }, caller, createUserBody.parse(body));

export const writesOf = (deps: TestDeps, tenantId: string) =>
  deps.database.select().from(connectorWrites).where(eq(connectorWrites.tenantId, tenantId));

export const linksOf = (deps: TestDeps, tenantId: string) =>
  deps.database.select().from(connectorLinks).where(eq(connectorLinks.tenantId, tenantId));

export const connectorsOf = (deps: TestDeps, tenantId: string) =>
  deps.database.select().from(connectors).where(eq(connectors.tenantId, tenantId));
