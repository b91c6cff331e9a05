import { describe, expect, it } from "vitest";
import { politeFetch } from "../../../../src/features/background/lists/fetch-page.ts";

function aServer(answers: (() => Response)[]) {
  const waits: number[] = [];
  const send: typeof fetch = async () => (answers.shift() ?? (() => Response.json({ at: "end" })))();
  return { waits, fetchPage: politeFetch(send, { pause: async (ms) => void waits.push(ms) }) };
}
const url = "https://lists.example/page";

describe("a page of an API", () => {
  it("is asked for after a pause, the first at once", async () => {
    const { waits, fetchPage } = aServer([]);
    await fetchPage(url);
    expect(waits).toEqual([]);
    await fetchPage(url);
    expect(waits).toEqual([250]);
  });

  it("is asked for again when the server is busy, as late as it says and never later than a minute", async () => {
    const busy = (after: string | null) => () =>
      new Response("", { status: 429, headers: after === null ? {} : { "retry-after": after } });
    const { waits, fetchPage } = aServer([busy("7"), busy("86400")]);
    expect(await fetchPage(url)).toEqual({ at: "end" });
    expect(waits).toEqual([7_000, 250, 60_000, 250]);
  });

  it.each([
    ["HTTP_503", [503, 503, 503]],
    ["HTTP_403", [403]],
    ["HTTP_500", [500]],
  ])("ends in %s when that is all there is", async (reason, statuses) => {
    const { fetchPage } = aServer(statuses.map((status) => () => new Response("", { status })));
    await expect(fetchPage(url)).rejects.toMatchObject({ reason });
  });

  it("is no page when it is no JSON", async () => {
    const { fetchPage } = aServer([() => new Response("<html>busy</html>")]);
    await expect(fetchPage(url)).rejects.toMatchObject({ reason: "NO_JSON" });
  });

  it("cannot be had from a server that is not there", async () => {
    const send: typeof fetch = async () => {
      throw new TypeError("no network");
    };
    await expect(politeFetch(send, { pause: async () => undefined })(url)).rejects.toMatchObject({
      reason: "UNREACHABLE",
    });
  });
});
