import { describe, expect, it } from "vitest";
import { judgeUrl, type UrlFault } from "../../../src/features/webhooks/url-guard.ts";

const production = { development: false, ownHosts: ["api.enroll.example.net"] };
const development = { ...production, development: true };

/** Ways into a private network: OWASP SSRF Prevention Cheat Sheet, PayloadsAllTheThings "SSRF", and our own. */
const REFUSED: [string, UrlFault][] = [
  ["", "URL_MALFORMED"],
  ["not a url", "URL_MALFORMED"],
  ["//example.com/hook", "URL_MALFORMED"],
  ["https://", "URL_MALFORMED"],
  ["https://exa mple.com/", "URL_MALFORMED"],
  ["https://[::1", "URL_MALFORMED"],
  ["https://256.256.256.256/", "URL_MALFORMED"],
  ["https://1.2.3.4.5/", "URL_MALFORMED"],
  ["https://example.com:99999/", "URL_MALFORMED"],
  [`https://example.com/${"a".repeat(2100)}`, "URL_MALFORMED"],
  ["http://example.com/hook", "URL_NOT_HTTPS"],
  ["ftp://example.com/hook", "URL_NOT_HTTPS"],
  ["file:///etc/passwd", "URL_NOT_HTTPS"],
  ["gopher://127.0.0.1:6379/_INFO", "URL_NOT_HTTPS"],
  ["javascript:alert(1)", "URL_NOT_HTTPS"],
  ["data:text/plain,hello", "URL_NOT_HTTPS"],
  ["http://127.0.0.1/", "URL_NOT_HTTPS"],
  ["https://user:secret@example.com/", "URL_HAS_CREDENTIALS"],
  ["https://user@example.com/", "URL_HAS_CREDENTIALS"],
  ["https://example.com@127.0.0.1/", "URL_HAS_CREDENTIALS"],
  ["https://example.com:22/", "URL_PORT_NOT_ALLOWED"],
  ["https://example.com:80/", "URL_PORT_NOT_ALLOWED"],
  ["https://example.com:6379/", "URL_PORT_NOT_ALLOWED"],
  // Every way to write an IPv4 address
  ["https://127.0.0.1/", "URL_IP_LITERAL"],
  ["https://127.0.0.1./", "URL_IP_LITERAL"],
  ["https://2130706433/", "URL_IP_LITERAL"],
  ["https://0x7f000001/", "URL_IP_LITERAL"],
  ["https://0x7f.0x0.0x0.0x1/", "URL_IP_LITERAL"],
  ["https://0177.0.0.1/", "URL_IP_LITERAL"],
  ["https://017700000001/", "URL_IP_LITERAL"],
  ["https://127.1/", "URL_IP_LITERAL"],
  ["https://0/", "URL_IP_LITERAL"],
  ["https://①②⑦.⓪.⓪.①/", "URL_IP_LITERAL"],
  ["https://１２７.０.０.１/", "URL_IP_LITERAL"],
  ["https://127。0。0。1/", "URL_IP_LITERAL"],
  ["https://127．0．0．1/", "URL_IP_LITERAL"],
  ["https://%31%32%37.0.0.1/", "URL_IP_LITERAL"],
  ["https:\\\\127.0.0.1\\", "URL_IP_LITERAL"],
  ["https://127.0.\t0.1/", "URL_IP_LITERAL"],
  ["https://169.254.169.254/latest/meta-data/", "URL_IP_LITERAL"],
  ["https://10.0.0.1/", "URL_IP_LITERAL"],
  ["https://8.8.8.8/", "URL_IP_LITERAL"],
  ["https://[::1]/", "URL_IP_LITERAL"],
  ["https://[::]/", "URL_IP_LITERAL"],
  ["https://[::ffff:127.0.0.1]/", "URL_IP_LITERAL"],
  ["https://[::ffff:a9fe:a9fe]/", "URL_IP_LITERAL"],
  ["https://[fd00:ec2::254]/", "URL_IP_LITERAL"],
  ["https://[64:ff9b::a00:1]/", "URL_IP_LITERAL"],
  ["https://[2606:4700:4700::1111]/", "URL_IP_LITERAL"],
  // Names of private places
  ["https://localhost/", "URL_HOST_NOT_ALLOWED"],
  ["https://LOCALHOST./", "URL_HOST_NOT_ALLOWED"],
  ["https://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/", "URL_HOST_NOT_ALLOWED"],
  ["https://a.localhost/", "URL_HOST_NOT_ALLOWED"],
  ["https://intranet/", "URL_HOST_NOT_ALLOWED"],
  ["https://metadata/", "URL_HOST_NOT_ALLOWED"],
  ["https://com./", "URL_HOST_NOT_ALLOWED"],
  ["https://example.com../", "URL_HOST_NOT_ALLOWED"],
  ["https://a..example.com/", "URL_HOST_NOT_ALLOWED"],
  ["https://printer.local/", "URL_HOST_NOT_ALLOWED"],
  ["https://printer.local./", "URL_HOST_NOT_ALLOWED"],
  ["https://db.internal/", "URL_HOST_NOT_ALLOWED"],
  ["https://metadata.google.internal/computeMetadata/v1/", "URL_HOST_NOT_ALLOWED"],
  ["https://instance-data.ec2.internal/", "URL_HOST_NOT_ALLOWED"],
  ["https://metadata.goog/", "URL_HOST_NOT_ALLOWED"],
  ["https://metadata.azure.com/", "URL_HOST_NOT_ALLOWED"],
  ["https://kubernetes.default.svc/", "URL_HOST_NOT_ALLOWED"],
  ["https://kubernetes.default.svc.cluster.local/", "URL_HOST_NOT_ALLOWED"],
  ["https://router.home.arpa/", "URL_HOST_NOT_ALLOWED"],
  ["https://1.0.0.127.in-addr.arpa/", "URL_HOST_NOT_ALLOWED"],
  ["https://abcdefghijklmnop.onion/", "URL_HOST_NOT_ALLOWED"],
  ["https://other.workers.dev/", "URL_HOST_NOT_ALLOWED"],
  ["https://a.b.workers.dev./", "URL_HOST_NOT_ALLOWED"],
  ["https://api.enroll.example.net/v2/enroll/users", "URL_HOST_NOT_ALLOWED"],
  ["https://API.enroll.example.net./", "URL_HOST_NOT_ALLOWED"],
  [`https://${"a".repeat(64)}.example.com/`, "URL_HOST_NOT_ALLOWED"],
];

describe("in production", () => {
  it.each(REFUSED)("refuses %s as %s", (url, fault) => {
    expect(judgeUrl(url, production)).toEqual({ allowed: false, fault });
  });

  it.each([
    ["https://example.com/hook", "https://example.com/hook", "example.com"],
    ["https://EXAMPLE.com:443/hook?a=1", "https://example.com/hook?a=1", "example.com"],
    ["https://example.com:8443/", "https://example.com:8443/", "example.com"],
    ["https://example.com./hook#part", "https://example.com/hook", "example.com"],
    ["https://ñandú.example.com/", "https://xn--and-6ma2c.example.com/", "xn--and-6ma2c.example.com"],
    [
      "https://my-workers.dev.example.com/",
      "https://my-workers.dev.example.com/",
      "my-workers.dev.example.com",
    ],
    ["https://notenroll.example.net/", "https://notenroll.example.net/", "notenroll.example.net"],
    // Resolves to a private address: seen only by asking DNS, so it must be asked.
    ["https://127.0.0.1.nip.io/", "https://127.0.0.1.nip.io/", "127.0.0.1.nip.io"],
  ])("allows %s once its name is resolved", (url, called, resolveHost) => {
    expect(judgeUrl(url, production)).toEqual({ allowed: true, url: called, resolveHost });
  });
});

describe("in development", () => {
  it.each([
    "http://localhost:4555/hook",
    "http://127.0.0.1:9000/",
    "http://127.8.9.1/",
    "http://[::1]:8080/",
    "https://localhost/",
    "http://receiver.localhost:3000/",
  ])("allows loopback %s without DNS", (url) => {
    expect(judgeUrl(url, development)).toEqual({ allowed: true, url, resolveHost: null });
  });

  it.each([
    ["http://example.com/", "URL_NOT_HTTPS"],
    ["http://10.0.0.1/", "URL_NOT_HTTPS"],
    ["http://169.254.169.254/", "URL_NOT_HTTPS"],
    ["https://10.0.0.1/", "URL_IP_LITERAL"],
    ["http://user@localhost/", "URL_HAS_CREDENTIALS"],
    ["https://127.0.0.1.example/", "URL_HOST_NOT_ALLOWED"],
    ["http://localhost.example.com/", "URL_NOT_HTTPS"],
  ] as [string, UrlFault][])("still refuses %s as %s", (url, fault) => {
    expect(judgeUrl(url, development)).toEqual({ allowed: false, fault });
  });
});
