/** Keys for tests only: fixed, so that a failure repeats. */
export const testSecrets = {
  KEKS: JSON.stringify({ active: "k1", keys: { k1: btoa("0123456789abcdef0123456789abcdef") } }),
  BLIND_INDEX_KEY: btoa("fedcba9876543210fedcba9876543210"),
  SIGNING_JWK: JSON.stringify({
    kty: "EC",
    crv: "P-256",
    x: "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
    y: "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM",
    d: "870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE",
    kid: "test-1",
    alg: "ES256",
  }),
};
