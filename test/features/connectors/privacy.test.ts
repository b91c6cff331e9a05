import { beforeEach, describe, expect, test } from "vitest";
import { deliverWrites } from "../../../src/features/connectors/deliver-writes.ts";
import { eraseUser } from "../../../src/features/privacy/erase-user.ts";
import { exportUser } from "../../../src/features/privacy/export-user.ts";
import { exportData } from "../../../src/features/privacy/schemas.ts";
import type { Caller } from "../../../src/kernel/caller.ts";
import { aService } from "./http-service.ts";
import {
  aFreshTenant,
  anHttpConnector,
  type ConnectorTestDeps,
  connectorDeps,
  create,
  linksOf,
  writesOf,
} from "./support.ts";

let service: ReturnType<typeof aService>;
let deps: ConnectorTestDeps;
let caller: Caller;
let userId: string;
let connectorId: string;

beforeEach(async () => {
  service = aService({ "cust-1": { externalId: "crm-42" } });
  deps = connectorDeps({ fetch: service.fetch });
  caller = await aFreshTenant(deps);
  const connector = await anHttpConnector(deps, caller);
  connectorId = connector.id;
  service.secret = connector.secret ?? null;
  userId = (await create(deps, caller, { externalId: "crm-42" })).id;
});

describe("a person's rights and connectors", () => {
  test("an export tells where the person is, opened", async () => {
    const data = await exportUser(deps, caller, userId);
    expect(exportData.safeParse(data).error?.issues ?? []).toEqual([]);
    expect(data.connectorLinks).toMatchObject([
      {
        connectorId,
        name: "CRM",
        state: "linked",
        matchedBy: "externalId",
        key: "cust-1",
        writeBack: { status: "created", sequence: 1, state: "pending" },
      },
    ]);
  });

  test("an erasure takes link and waiting status away, and tells the source nothing more", async () => {
    await eraseUser(deps, caller, userId);
    expect(await linksOf(deps, caller.tenantId)).toEqual([]);
    expect(await writesOf(deps, caller.tenantId)).toEqual([]);
    expect(await deliverWrites(deps)).toMatchObject({ claimed: 0 });
    expect(service.statuses.size).toBe(0);
  });

  test("an erasure beside a write that is on its way leaves nothing behind", async () => {
    service.fail = async (body) => {
      if (body.type === "status") await eraseUser(deps, caller, userId);
      return null;
    };
    await deliverWrites(deps);
    expect(await linksOf(deps, caller.tenantId)).toEqual([]);
    expect(await writesOf(deps, caller.tenantId)).toEqual([]);
  });
});
