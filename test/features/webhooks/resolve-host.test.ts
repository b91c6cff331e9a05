import { describe, expect, it } from "vitest";
import { resolveByHttps } from "../../../src/features/webhooks/resolve-host.ts";

/** A stand-in for the resolver that answers each type of record with a body, and keeps what it was asked. */
function resolver(answers: Record<string, unknown>, status = 200) {
  const asked: Request[] = [];
  const send: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    asked.push(request);
    const type = new URL(request.url).searchParams.get("type") ?? "";
    return Response.json(answers[type], { status });
  };
  return { resolve: resolveByHttps(send), asked };
}

// The form of https://developers.cloudflare.com/1.1.1.1/encryption/dns-over-https/make-api-requests/dns-json/
const noError = (records: { type: number; data: string }[]) => ({
  Status: 0,
  TC: false,
  Answer: records.map((record) => ({ name: "example.com.", TTL: 60, ...record })),
});

describe("resolving a host", () => {
  it("answers every A and AAAA address, and not the aliases on the way", async () => {
    const { resolve, asked } = resolver({
      A: noError([
        { type: 5, data: "edge.example.net." },
        { type: 1, data: "93.184.215.14" },
        { type: 1, data: "10.0.0.1" },
      ]),
      AAAA: noError([{ type: 28, data: "2606:2800:220:1:248:1893:25c8:1946" }]),
    });
    expect(await resolve("example.com")).toEqual([
      "93.184.215.14",
      "10.0.0.1",
      "2606:2800:220:1:248:1893:25c8:1946",
    ]);
    expect(asked[0]?.url).toBe("https://cloudflare-dns.com/dns-query?name=example.com&type=A");
    expect(asked[0]?.headers.get("accept")).toBe("application/dns-json");
  });

  it("answers nothing for a name that does not exist", async () => {
    const { resolve } = resolver({ A: { Status: 3 }, AAAA: { Status: 3 } });
    expect(await resolve("nowhere.example.com")).toEqual([]);
  });

  it.each([
    ["a server failure", { A: { Status: 2 }, AAAA: { Status: 2 } }, 200],
    ["one family failing", { A: noError([{ type: 1, data: "8.8.8.8" }]), AAAA: { Status: 2 } }, 200],
    ["another HTTP status", { A: noError([]), AAAA: noError([]) }, 503],
    ["an answer of another shape", { A: { ok: true }, AAAA: { ok: true } }, 200],
  ])("fails closed on %s", async (_case, answers, status) => {
    await expect(resolver(answers, status).resolve("example.com")).rejects.toThrow();
  });
});
