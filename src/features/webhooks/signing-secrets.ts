import { openJson, sealJson } from "../../storage/cipher.ts";
import type { Vault } from "../../storage/vault.ts";

/** A secret and until when it signs; null for the current one. */
export interface SigningSecret {
  secret: string;
  validUntil: number | null;
}

/** Long enough for a receiver to be deployed anew with the new secret. */
export const ROTATION_OVERLAP_MS = 24 * 60 * 60 * 1_000;
/** Signatures in one header; receivers bound the header's length. */
const MAX_SECRETS = 4;

const placeOf = (tenantId: string, endpointId: string) => ({
  tenantId,
  subjectId: endpointId,
  place: "webhook_endpoints.secrets",
});

/** Seals an endpoint's secrets, newest first, for its row. */
export async function sealSecrets(
  vault: Vault,
  tenantId: string,
  endpointId: string,
  secrets: SigningSecret[],
): Promise<string> {
  return sealJson(await vault.tenantKey(tenantId), placeOf(tenantId, endpointId), secrets);
}

/** Opens what `sealSecrets` made. */
export async function openSecrets(
  vault: Vault,
  tenantId: string,
  endpointId: string,
  sealed: string,
): Promise<SigningSecret[]> {
  return openJson<SigningSecret[]>(await vault.tenantKey(tenantId), placeOf(tenantId, endpointId), sealed);
}

/** The secrets that sign at an instant, newest first. */
export function secretsAt(secrets: SigningSecret[], now: number): string[] {
  return secrets
    .filter((entry) => entry.validUntil === null || entry.validUntil > now)
    .map((entry) => entry.secret);
}

/** Puts a fresh secret first and lets the current one sign for 24 h more. */
export function rotateSecrets(secrets: SigningSecret[], fresh: string, now: number): SigningSecret[] {
  const still = secrets
    .map((entry) => ({ ...entry, validUntil: entry.validUntil ?? now + ROTATION_OVERLAP_MS }))
    .filter((entry) => entry.validUntil > now);
  return [{ secret: fresh, validUntil: null }, ...still].slice(0, MAX_SECRETS);
}
