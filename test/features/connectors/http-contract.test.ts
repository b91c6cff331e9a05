import { httpConnector } from "../../../src/features/connectors/http/http-connector.ts";
import { newSigningSecret } from "../../../src/features/webhooks/signature.ts";
import { connectorContract } from "../../contracts/connector.ts";
import { aService } from "./http-service.ts";
import { connectorDeps } from "./support.ts";

connectorContract("HTTP", async () => {
  const service = aService({ "cust-1": { externalId: "crm-42" } });
  service.secret = await newSigningSecret("v1");
  const target = { url: "https://crm.example.com/x", secrets: [service.secret], timeoutMs: 500 };
  return {
    connector: httpConnector(connectorDeps({ fetch: service.fetch }), target),
    known: "crm-42",
    held: async () => service.statuses.get("cust-1") ?? null,
    broken: httpConnector(connectorDeps({ fetch: () => Promise.reject(new Error("down")) }), target),
  };
});
