import { randomBytes } from "node:crypto";
import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { exportJWK, generateKeyPair } from "jose";

const FILE = ".dev.vars";

/** Fresh keys: one KEK, the key of the blind indexes, the operator's key, and a P-256 pair that signs tokens. */
export async function makeSecrets(kidPrefix: string): Promise<Record<string, string>> {
  const key = () => randomBytes(32).toString("base64");
  const { privateKey } = await generateKeyPair("ES256", { extractable: true });
  const kid = `${kidPrefix}-${randomBytes(4).toString("hex")}`;
  return {
    KEKS: JSON.stringify({ active: "k1", keys: { k1: key() } }),
    BLIND_INDEX_KEY: key(),
    OPERATOR_KEY: `enro_${randomBytes(32).toString("base64url")}`,
    SIGNING_JWK: JSON.stringify({ ...(await exportJWK(privateKey)), kid, alg: "ES256" }),
  };
}

/** What differs on a machine without an account from what `wrangler.toml` deploys. */
const LOCAL_VARIABLES = { ENVIRONMENT: "development", VISUAL_ZONE_ENGINE: "embedded" };

/**
 * Writes keys of this machine's own on the first start; later starts find them. True when they are new. The local
 * variables stand in the same file, since it is what overrides those of `wrangler.toml`.
 */
export async function ensureSecrets(): Promise<boolean> {
  if (existsSync(FILE)) {
    const known = readSecrets();
    const { OPERATOR_KEY } = await makeSecrets("local");
    const later = { ...LOCAL_VARIABLES, OPERATOR_KEY };
    const missing = Object.entries(later).filter(([name]) => known[name] === undefined);
    appendFileSync(FILE, missing.map(([name, value]) => `${name}='${value}'\n`).join(""));
    return false;
  }
  const lines = Object.entries({ ...(await makeSecrets("local")), ...LOCAL_VARIABLES }).map(
    ([name, value]) => `${name}='${value}'`,
  );
  const head = "# Keys of this machine, made on the first start. Losing them loses the local data.";
  writeFileSync(FILE, `${[head, ...lines].join("\n")}\n`, { mode: 0o600 });
  return true;
}

/** The secrets and local variables of `.dev.vars`, as `wrangler dev` hands them to the Worker. */
export function readSecrets(): Record<string, string> {
  const secrets: Record<string, string> = {};
  for (const line of readFileSync(FILE, "utf8").split("\n")) {
    const match = /^([A-Z_]+)='(.*)'$/.exec(line);
    if (match?.[1] && match[2] !== undefined) secrets[match[1]] = match[2];
  }
  return secrets;
}
