/** Why an address that a tenant gave us to call was refused. */
export type UrlFault =
  | "URL_MALFORMED"
  | "URL_NOT_HTTPS"
  | "URL_HAS_CREDENTIALS"
  | "URL_PORT_NOT_ALLOWED"
  | "URL_IP_LITERAL"
  | "URL_HOST_NOT_ALLOWED";

export interface UrlRules {
  /** Plain http, any port and no DNS for loopback, so that a receiver on the developer's machine can be called. */
  development: boolean;
  /** Hosts that serve Enroll itself. */
  ownHosts: readonly string[];
}

export type UrlVerdict =
  /** `resolveHost` is null only for loopback that the rules permit; every other host must be resolved first. */
  { allowed: true; url: string; resolveHost: string | null } | { allowed: false; fault: UrlFault };

const MAX_URL_LENGTH = 2048;
const ALLOWED_PORTS = new Set(["", "443", "8443"]);

/** Suffixes that name machines of a private network, of this platform, or nothing on the public internet. */
const PRIVATE_SUFFIXES = [
  "localhost", // RFC 6761 §6.3
  "local", // RFC 6762 §3
  "internal", // reserved by ICANN in 2024 for private use; Google's and AWS's metadata names end in it
  "home.arpa", // RFC 8375
  "arpa",
  "onion", // RFC 7686
  "localdomain",
  "intranet",
  "lan",
  "home",
  "corp",
  "private",
  "svc", // Kubernetes services
  "test", // RFC 6761 §6.2
  "invalid", // RFC 6761 §6.4
  "example", // RFC 6761 §6.5
  "workers.dev", // a Worker can reach other Workers of its own account by these names
];

/** Names of the clouds' metadata services outside the suffixes above. */
const METADATA_HOSTS = new Set([
  "metadata.goog",
  "metadata.azure.com",
  "metadata.tencentyun.com",
  "metadata.packet.net",
  "metadata.platformequinix.com",
]);

/**
 * Judges an address before anything is sent to it. The WHATWG parser has by then turned octal, hexadecimal,
 * full-width and enclosed digits and ideographic dots into the address that a fetch would use, so that rules on
 * its output hold (OWASP SSRF Prevention Cheat Sheet). DNS is for the caller: `resolveHost` and `isPublicAddress`.
 */
export function judgeUrl(text: string, rules: UrlRules): UrlVerdict {
  const refuse = (fault: UrlFault): UrlVerdict => ({ allowed: false, fault });
  if (text.length > MAX_URL_LENGTH || !URL.canParse(text)) return refuse("URL_MALFORMED");
  const url = new URL(text);
  if (url.username !== "" || url.password !== "") return refuse("URL_HAS_CREDENTIALS");
  if (url.protocol !== "https:" && url.protocol !== "http:") return refuse("URL_NOT_HTTPS");
  url.hash = ""; // never sent

  const host = url.hostname.replace(/\.$/, "");
  if (rules.development && isLoopback(host)) return { allowed: true, url: url.href, resolveHost: null };
  if (url.protocol !== "https:") return refuse("URL_NOT_HTTPS");
  if (isIpLiteral(host)) return refuse("URL_IP_LITERAL");
  if (!isPublicName(host) || isOwnHost(host, rules.ownHosts)) return refuse("URL_HOST_NOT_ALLOWED");
  if (!ALLOWED_PORTS.has(url.port)) return refuse("URL_PORT_NOT_ALLOWED");
  url.hostname = host;
  return { allowed: true, url: url.href, resolveHost: host };
}

const isLoopback = (host: string) =>
  host === "localhost" || host.endsWith(".localhost") || host === "[::1]" || /^127(\.\d{1,3}){3}$/.test(host);

const isIpLiteral = (host: string) => host.startsWith("[") || /^[\d.]+$/.test(host);

function isPublicName(host: string): boolean {
  const labels = host.split(".");
  if (host.length > 253 || labels.length < 2) return false; // RFC 1035 §2.3.4; a single label is a local name
  if (!labels.every((label) => /^[a-z0-9_-]{1,63}$/.test(label))) return false;
  return !endsWithAny(host, PRIVATE_SUFFIXES) && !METADATA_HOSTS.has(host);
}

const isOwnHost = (host: string, ownHosts: readonly string[]) =>
  endsWithAny(
    host,
    ownHosts.map((own) => own.toLowerCase()),
  );

const endsWithAny = (host: string, suffixes: readonly string[]) =>
  suffixes.some((suffix) => host === suffix || host.endsWith(`.${suffix}`));
