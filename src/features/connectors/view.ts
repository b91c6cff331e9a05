import { toInstant } from "../../kernel/clock.ts";
import { settingsOf } from "./sealed.ts";
import type { ConnectorRow } from "./store.ts";

/** A connector as its owner sees it, without its secrets. */
export function viewConnector(row: ConnectorRow) {
  const { kind, ...settings } = settingsOf(row);
  return {
    id: row.id,
    object: "connector" as const,
    kind,
    name: row.name,
    status: row.status,
    settings: settings as Record<string, unknown>,
    version: row.version,
    createdAt: toInstant(row.createdAt),
    updatedAt: toInstant(row.updatedAt),
  };
}

export type ConnectorView = ReturnType<typeof viewConnector> & { secret?: string };

/** Shows a secret that was just made, once. */
export const withSecret = (view: ConnectorView, secret: string | null): ConnectorView =>
  secret === null ? view : { ...view, secret };
