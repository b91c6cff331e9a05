import * as z from "zod";

/** Every A and AAAA address of a host; an empty list for a name that has none; throws when it cannot be known. */
export type ResolveHost = (host: string) => Promise<string[]>;

const RESOLVER = "https://cloudflare-dns.com/dns-query";
const TIMEOUT_MS = 4_000;
const NOERROR = 0; // RFC 1035 §4.1.1
const NXDOMAIN = 3;
const RECORD_TYPES = { A: 1, AAAA: 28 } as const; // RFC 1035 §3.2.2, RFC 3596 §2.1

const dnsAnswer = z.object({
  Status: z.number().int(),
  Answer: z.array(z.object({ type: z.number().int(), data: z.string().max(255) })).default([]),
});

/**
 * Opens a resolver that asks Cloudflare by DNS over HTTPS (its JSON form), since a Worker has no resolver of its
 * own to ask. Fails closed: a timeout, another status or an answer of another shape throws.
 */
export function resolveByHttps(send: typeof fetch): ResolveHost {
  const query = async (host: string, type: keyof typeof RECORD_TYPES): Promise<string[]> => {
    const response = await send(`${RESOLVER}?name=${encodeURIComponent(host)}&type=${type}`, {
      headers: { accept: "application/dns-json" },
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (response.status !== 200) throw new Error(`resolver answered ${response.status}`);
    const { Status: status, Answer: records } = dnsAnswer.parse(await response.json());
    if (status !== NOERROR && status !== NXDOMAIN) throw new Error(`resolver failed with rcode ${status}`);
    // The answer also lists the CNAMEs on the way; only addresses are wanted.
    return records.filter((record) => record.type === RECORD_TYPES[type]).map((record) => record.data);
  };
  return async (host) => (await Promise.all([query(host, "A"), query(host, "AAAA")])).flat();
}
