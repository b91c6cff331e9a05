import { concatBytes, sha256, toHex, utf8 } from "../../kernel/bytes.ts";

/** A row of the audit as it stands in the table. */
export interface AuditRow {
  tenantId: string;
  seq: number;
  /** Milliseconds since 1970. */
  at: number;
  actor: string;
  action: string;
  targetType: string;
  targetId: string;
  requestId: string;
  details: Record<string, string | number | boolean | null>;
}

/**
 * One text a row, whatever the order of its details: a JSON array of the columns in the order of the table, the
 * details as pairs sorted by name (by UTF-16 code units, as in RFC 8785 §3.2.3).
 */
export function canonicalRow(row: AuditRow): string {
  const details = Object.entries(row.details).sort(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify([
    row.tenantId,
    row.seq,
    row.at,
    row.actor,
    row.action,
    row.targetType,
    row.targetId,
    row.requestId,
    details,
  ]);
}

/** What the chain of a tenant begins with, so that two tenants' chains never look alike. */
export const genesis = async (tenantId: string): Promise<string> =>
  toHex(await sha256(utf8(`enroll-audit|v1|${tenantId}`)));

/** The next hash: SHA-256 of the 64 hexadecimal digits of the one before, then the canonical row in UTF-8. */
export const chainHash = async (before: string, row: AuditRow): Promise<string> =>
  toHex(await sha256(concatBytes(utf8(before), utf8(canonicalRow(row)))));
