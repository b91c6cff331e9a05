import { openMysql } from "../../../src/features/connectors/mysql/open-mysql.ts";
import type { Connector } from "../../../src/features/connectors/port.ts";
import type { SqlSettings } from "../../../src/features/connectors/settings.ts";
import { sqlConnector } from "../../../src/features/connectors/sql/sql-connector.ts";
import { MYSQL } from "../../../src/features/connectors/sql/statements.ts";

/** What a test asks of the connector, over HTTP. */
export interface Order {
  binding: string;
  settings: SqlSettings;
  find?: Parameters<Connector["find"]>[0];
  write?: Parameters<Connector["write"]>[0];
}

/** The MySQL connector alone, bundled as it is deployed: with the driver as wrangler builds it. */
export default {
  async fetch(request: Request, env: Record<string, { connectionString: string }>): Promise<Response> {
    const order = (await request.json()) as Order;
    const connector = sqlConnector({
      dialect: MYSQL,
      settings: order.settings,
      reach: async () => ({ connectionString: env[order.binding]?.connectionString ?? "", tls: false }),
      openSession: openMysql,
      clock: Date.now,
    });
    try {
      if (order.find) return Response.json({ found: await connector.find(order.find) });
      if (order.write) return Response.json({ wrote: await connector.write(order.write) });
      return Response.json({ steps: await connector.probe() });
    } catch (error) {
      return Response.json({ fault: (error as { code: unknown }).code });
    }
  },
};
