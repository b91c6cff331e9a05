import { toInstant } from "../../kernel/clock.ts";
import type { Vault } from "../../storage/vault.ts";
import type { EndpointRow } from "./endpoint-store.ts";
import { DISABLE_AFTER_MS } from "./retry-policy.ts";
import { publicKeyOf } from "./signature.ts";
import { openSecrets } from "./signing-secrets.ts";

/** An endpoint as its owner sees it; the secret is never in it (`withSecret` adds a fresh one, once). */
export async function viewEndpoint(vault: Vault, row: EndpointRow) {
  const failing = row.status === "enabled" ? row.failingSince : null;
  return {
    id: row.id,
    object: "webhook_endpoint" as const,
    url: row.url,
    description: row.description,
    eventTypes: row.eventTypes,
    status: row.status,
    disabledReason: row.disabledReason,
    signing: row.signing,
    publicKey: row.signing === "v1a" ? await publicKeyOfRow(vault, row) : null,
    failingSince: row.failingSince === null ? null : toInstant(row.failingSince),
    warnedAt: row.warnedAt === null ? null : toInstant(row.warnedAt),
    disablesAt: failing === null ? null : toInstant(failing + DISABLE_AFTER_MS),
    version: row.version,
    createdAt: toInstant(row.createdAt),
    updatedAt: toInstant(row.updatedAt),
  };
}

export type EndpointView = Awaited<ReturnType<typeof viewEndpoint>> & { secret?: string };

/** Shows a secret that was just made; the private half of a key pair stays with us. */
export function withSecret(view: EndpointView, secret: string): EndpointView {
  return view.signing === "v1" ? { ...view, secret } : view;
}

async function publicKeyOfRow(vault: Vault, row: EndpointRow): Promise<string | null> {
  const [newest] = await openSecrets(vault, row.tenantId, row.id, row.secrets);
  return newest ? publicKeyOf(newest.secret) : null;
}
