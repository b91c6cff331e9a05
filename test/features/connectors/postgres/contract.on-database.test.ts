import { openConnector } from "../../../../src/features/connectors/open-connector.ts";
import { listConnectorRows } from "../../../../src/features/connectors/store.ts";
import { connectorContract } from "../../../contracts/connector.ts";
import { aFreshTenant } from "../support.ts";
import { aPostgresConnector, heldOf, makePeople, postgresDeps } from "./people.ts";

connectorContract("PostgreSQL 18", async () => {
  await makePeople();
  const deps = postgresDeps();
  const caller = await aFreshTenant(deps);
  await aPostgresConnector(deps, caller);
  deps.clock.advance(1);
  await aPostgresConnector(deps, caller, { connection: { binding: "PG_DOWN" } });
  const [works, broken] = await listConnectorRows(deps.database, caller.tenantId);
  if (!works || !broken) throw new Error("no connectors");
  return {
    connector: (await openConnector(deps, works)).connector,
    broken: (await openConnector(deps, broken)).connector,
    known: "crm-42",
    async held() {
      const row = await heldOf(1);
      return row?.kyc_status ? { status: `${row.kyc_status}`, sequence: Number(row.kyc_sequence) } : null;
    },
  };
});
