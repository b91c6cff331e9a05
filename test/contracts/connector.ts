import { describe, expect, test } from "vitest";
import { ConnectorFault } from "../../src/features/connectors/fault.ts";
import type { Connector } from "../../src/features/connectors/port.ts";

/** A source that has one person, `known` by external id, and how to look at what it holds of them. */
export interface ConnectorWorld {
  connector: Connector;
  known: string;
  held(): Promise<{ status: string; sequence: number } | null>;
  /** The same connector over a way that leads nowhere. */
  broken: Connector;
}

/** What every connector does, whatever is behind it. */
export function connectorContract(name: string, open: () => Promise<ConnectorWorld>): void {
  describe(`the connector contract: ${name}`, () => {
    const find = (connector: Connector, value: string) => connector.find([{ by: "externalId", value }]);

    test("finds whom it has, by the first key that leads to somebody, and nobody else", async () => {
      const { connector, known } = await open();
      const found = await connector.find([
        { by: "externalId", value: "nobody" },
        { by: "externalId", value: known },
      ]);
      expect(found).toMatchObject({ matchedBy: "externalId", blocked: false, key: expect.any(String) });
      for (const value of ["nobody", "", "'", `${known} `, `${known}'--`]) {
        expect(await find(connector, value)).toBeNull();
      }
    });

    test("holds the newest status, in whatever order they come and however often", async () => {
      const { connector, known, held } = await open();
      const key = (await find(connector, known))?.key ?? "";
      const write = (status: "created" | "approved" | "in_review", sequence: number) =>
        connector.write({ key, userId: "usr_1", status, sequence, at: 1_750_000_000_000 });
      expect(await write("approved", 5)).toBe("written");
      expect(await write("approved", 5)).toBe("newer");
      expect(await write("created", 1)).toBe("newer");
      expect(await held()).toEqual({ status: "approved", sequence: 5 });
      expect(await write("in_review", 6)).toBe("written");
      expect(await held()).toEqual({ status: "in_review", sequence: 6 });
    });

    test("says of a person who is gone that they are gone", async () => {
      const { connector } = await open();
      const write = { key: "999", userId: "usr_1", status: "created" as const, sequence: 1, at: 0 };
      await expect(connector.write(write)).rejects.toMatchObject({ code: "ROW_NOT_FOUND" });
    });

    test("passes its own test", async () => {
      const { connector } = await open();
      const steps = await connector.probe();
      expect(steps.length).toBeGreaterThan(0);
      expect(steps.filter(({ outcome }) => outcome === "fail")).toEqual([]);
    });

    test("throws nothing but faults where the way leads nowhere, and a test throws nothing", async () => {
      const { broken, known } = await open();
      await expect(find(broken, known)).rejects.toBeInstanceOf(ConnectorFault);
      const write = { key: "1", userId: "usr_1", status: "created" as const, sequence: 1, at: 0 };
      await expect(broken.write(write)).rejects.toBeInstanceOf(ConnectorFault);
      expect((await broken.probe()).some(({ outcome }) => outcome === "fail")).toBe(true);
    });
  });
}
