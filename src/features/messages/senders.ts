import { openJson, sealJson } from "../../storage/cipher.ts";
import type { Channel } from "../../storage/tables/messages.ts";
import type { Vault } from "../../storage/vault.ts";
import { type SigningSecret, secretsAt } from "../webhooks/signing-secrets.ts";
import { cloudflareEmail } from "./cloudflare-email.ts";
import type { MessagesDeps } from "./deps.ts";
import { httpSender } from "./http-sender.ts";
import type { MessageSender } from "./port.ts";
import { findSenders, type SendersRow } from "./store.ts";

export type SenderSetting = { kind: "http"; url: string } | { kind: "cloudflare_email"; from: string };
export type SenderSettings = Record<Channel, SenderSetting | null>;
/** What is sealed beside the settings, newest first. */
export type SenderSecrets = Partial<Record<Channel, SigningSecret[]>>;

export const NO_SENDERS: SenderSettings = { email: null, phone: null };

/** The settings of a row, which `update-senders.ts` alone writes. */
export const settingsOf = (row: SendersRow | null): SenderSettings =>
  row ? (row.settings as unknown as SenderSettings) : NO_SENDERS;

const placeOf = (tenantId: string) => ({ tenantId, subjectId: tenantId, place: "message_senders.secrets" });

/** Seals the signing secrets for their row. */
export const sealSecrets = async (vault: Vault, tenantId: string, secrets: SenderSecrets): Promise<string> =>
  sealJson(await vault.tenantKey(tenantId), placeOf(tenantId), secrets);

export const openSecrets = async (vault: Vault, row: SendersRow): Promise<SenderSecrets> =>
  openJson(await vault.tenantKey(row.tenantId), placeOf(row.tenantId), row.secrets);

/** Whether the operator lets a tenant send mail from an address. */
export const maySendFrom = (deps: MessagesDeps, tenantId: string, from: string): boolean =>
  Object.hasOwn(deps.emailFrom, from) &&
  (deps.emailFrom[from] ?? []).some((tenant) => tenant === tenantId || tenant === "*");

/**
 * Who carries a tenant's messages by a channel; in development, without one, the inbox on the machine. null when
 * there is nobody.
 */
export async function senderOf(
  deps: MessagesDeps,
  tenantId: string,
  channel: Channel,
): Promise<MessageSender | null> {
  const row = await findSenders(deps.database, tenantId);
  const setting = settingsOf(row)[channel];
  if (!row || !setting) return deps.inbox;
  if (setting.kind === "cloudflare_email") {
    // Asked each time: the operator may have taken the address back.
    const open = deps.email !== null && maySendFrom(deps, tenantId, setting.from);
    return deps.email && open ? cloudflareEmail(deps.email, setting.from) : null;
  }
  const secrets = (await openSecrets(deps.vault, row))[channel] ?? [];
  return httpSender(deps, { url: setting.url, secrets: secretsAt(secrets, deps.clock()) });
}
