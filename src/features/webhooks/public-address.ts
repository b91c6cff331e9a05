/** IPv4 blocks that are not the public internet: IANA IPv4 Special-Purpose Address Registry, and multicast. */
const PRIVATE_IPV4 = [
  ["0.0.0.0", 8], // this network, RFC 791
  ["10.0.0.0", 8], // private, RFC 1918
  ["100.64.0.0", 10], // carrier-grade NAT, RFC 6598
  ["127.0.0.0", 8], // loopback, RFC 1122
  ["169.254.0.0", 16], // link-local and the clouds' metadata, RFC 3927
  ["172.16.0.0", 12], // private, RFC 1918
  ["192.0.0.0", 24], // protocol assignments, RFC 6890
  ["192.0.2.0", 24], // documentation, RFC 5737
  ["192.88.99.0", 24], // 6to4 relays, RFC 7526
  ["192.168.0.0", 16], // private, RFC 1918
  ["198.18.0.0", 15], // benchmarking, RFC 2544
  ["198.51.100.0", 24], // documentation, RFC 5737
  ["203.0.113.0", 24], // documentation, RFC 5737
  ["224.0.0.0", 4], // multicast, RFC 5771
  ["240.0.0.0", 4], // reserved and broadcast, RFC 1112
] as const;

/** The four octets as one number; null for anything but canonical dotted decimal. */
function ipv4Number(text: string): number | null {
  const octets = text.split(".");
  if (octets.length !== 4 || !octets.every((octet) => /^(0|[1-9]\d{0,2})$/.test(octet))) return null;
  const values = octets.map(Number);
  return values.every((value) => value <= 255) ? values.reduce((sum, value) => sum * 256 + value, 0) : null;
}

function isPublicIpv4(address: number): boolean {
  return !PRIVATE_IPV4.some(([base, prefixBits]) => {
    const blockSize = 2 ** (32 - prefixBits);
    return Math.floor(address / blockSize) === Math.floor((ipv4Number(base) ?? 0) / blockSize);
  });
}

/**
 * Only global unicast, 2000::/3 (RFC 4291 §2.4), less the blocks in it that embed or stand for other addresses.
 * So loopback, fc00::/7, fe80::/10, ::ffff:0:0/96 and 64:ff9b::/96 need no line of their own.
 */
function isPublicIpv6(first: number, second: number): boolean {
  if (first >> 13 !== 0b001) return false;
  if (first === 0x2001 && second < 0x200) return false; // protocol assignments, Teredo, ORCHID: RFC 2928
  if (first === 0x2001 && second === 0xdb8) return false; // documentation, RFC 3849
  if (first === 0x2002) return false; // 6to4 carries any IPv4 address, RFC 3056
  return !(first === 0x3fff && second < 0x1000); // documentation, RFC 9637
}

/** True when the text is an IP address on the public internet; false for every other address and for no address. */
export function isPublicAddress(text: string): boolean {
  const ipv4 = ipv4Number(text);
  if (ipv4 !== null) return isPublicIpv4(ipv4);
  if (!/^[0-9a-f:.]+$/i.test(text) || !text.includes(":")) return false;
  let canonical: string;
  try {
    canonical = new URL(`http://[${text}]/`).hostname.slice(1, -1); // RFC 5952 form
  } catch {
    return false;
  }
  const [first = "", second = ""] = canonical.split(":");
  return isPublicIpv6(Number.parseInt(first || "0", 16), Number.parseInt(second || "0", 16));
}
