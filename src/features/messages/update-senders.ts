import { type Caller, requireScope } from "../../kernel/caller.ts";
import { toInstant } from "../../kernel/clock.ts";
import { EnrollError } from "../../kernel/errors.ts";
import { commitWithRetry } from "../../records/commit.ts";
import { CHANNELS, type Channel } from "../../storage/tables/messages.ts";
import { admitUrlToSave } from "../webhooks/admit-url.ts";
import { newSigningSecret } from "../webhooks/signature.ts";
import { rotateSecrets } from "../webhooks/signing-secrets.ts";
import type { MessagesDeps } from "./deps.ts";
import type { SendersData, SendersInput } from "./schemas.ts";
import {
  maySendFrom,
  NO_SENDERS,
  openSecrets,
  type SenderSecrets,
  type SenderSetting,
  type SenderSettings,
  sealSecrets,
  settingsOf,
} from "./senders.ts";
import { findSenders, putSenders, type SendersRow } from "./store.ts";

/** Who sends a tenant's messages, without secrets. */
export async function readSenders(deps: MessagesDeps, caller: Caller): Promise<SendersData> {
  requireScope(caller, "admin");
  return view(await findSenders(deps.database, caller.tenantId), {});
}

/**
 * Configures who sends a tenant's messages. A channel that is left out has nobody. The answer alone shows a signing
 * secret that was made. Throws `VALIDATION_FAILED` for an address that may not be called or sent from, and
 * `PRECONDITION_FAILED` for another version than the one in `ifMatch`.
 */
export async function updateSenders(
  deps: MessagesDeps,
  caller: Caller,
  input: { body: SendersInput; ifMatch: string | null },
): Promise<SendersData> {
  requireScope(caller, "admin");
  const { tenantId } = caller;
  const settings: SenderSettings = { ...NO_SENDERS };
  for (const channel of CHANNELS)
    settings[channel] = await admit(deps, tenantId, channel, input.body[channel]);
  return commitWithRetry(deps, caller, async () => {
    const had = await findSenders(deps.database, tenantId);
    const last = had?.version ?? 0;
    if (input.ifMatch !== null && input.ifMatch !== "*" && input.ifMatch !== `${last}`) {
      throw new EnrollError("PRECONDITION_FAILED");
    }
    const secrets: SenderSecrets = had ? await openSecrets(deps.vault, had) : {};
    const shown: Partial<Record<Channel, string>> = {};
    for (const channel of CHANNELS) {
      const sent = input.body[channel];
      if (sent?.kind !== "http") delete secrets[channel];
      else if (!secrets[channel] || sent.rotateSecret) {
        const fresh = await newSigningSecret("v1");
        secrets[channel] = rotateSecrets(secrets[channel] ?? [], fresh, deps.clock());
        shown[channel] = fresh;
      }
    }
    const row: SendersRow = {
      tenantId,
      version: last + 1,
      settings: { ...settings },
      secrets: await sealSecrets(deps.vault, tenantId, secrets),
      updatedAt: deps.clock(),
    };
    const result = view(row, shown);
    const kinds = { email: settings.email?.kind ?? null, phone: settings.phone?.kind ?? null };
    return {
      result,
      change: {
        statements: [putSenders(deps.database, row)],
        audit: [
          { action: "messages.configure", targetType: "message_senders", targetId: tenantId, details: kinds },
        ],
        events: [],
        answer: { status: 200, data: result },
      },
    };
  });
}

async function admit(
  deps: MessagesDeps,
  tenantId: string,
  channel: Channel,
  sent: SendersInput[Channel],
): Promise<SenderSetting | null> {
  if (sent === null) return null;
  if (sent.kind === "http") {
    return { kind: "http", url: await admitUrlToSave(deps, sent.url).catch(naming(`${channel}.url`)) };
  }
  if (deps.email === null || !maySendFrom(deps, tenantId, sent.from)) {
    throw new EnrollError("VALIDATION_FAILED", {
      details: [{ field: `${channel}.from`, code: "SENDER_NOT_ALLOWED", message: "" }],
    });
  }
  return { kind: "cloudflare_email", from: sent.from };
}

/** The guard of addresses names its own field, `url`. */
const naming =
  (field: string) =>
  (error: unknown): never => {
    if (!(error instanceof EnrollError)) throw error;
    throw new EnrollError(error.code, {
      details: error.details.map((detail) => ({ ...detail, field })),
      headers: error.headers,
      cause: error,
    });
  };

function view(row: SendersRow | null, secrets: Partial<Record<Channel, string>>): SendersData {
  const { email, phone } = settingsOf(row);
  const secret = (channel: Channel) => (secrets[channel] ? { secret: secrets[channel] } : {});
  return {
    object: "message_senders",
    email: email?.kind === "http" ? { ...email, ...secret("email") } : email,
    phone: phone?.kind === "http" ? { ...phone, ...secret("phone") } : null,
    version: row?.version ?? 0,
    updatedAt: row ? toInstant(row.updatedAt) : null,
  };
}
