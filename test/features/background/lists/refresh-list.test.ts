import { afterAll, describe, expect, it } from "vitest";
import { handleListMessage } from "../../../../src/features/background/consume-lists.ts";
import { getLists } from "../../../../src/features/background/get-lists.ts";
import { refreshList } from "../../../../src/features/background/lists/refresh-list.ts";
import { aCaller, aTenant } from "../../../support/deps.ts";
import { aSource, fileOf, forgetLists, listsDeps, people } from "./support.ts";

afterAll(forgetLists);

/** A publisher's server that remembers what it was asked. */
function aPublisher(file: () => Uint8Array, options: { etag?: string; status?: () => number } = {}) {
  const asked: Headers[] = [];
  const etag = options.etag ?? '"v1"';
  const answer: typeof fetch = async (_url, init) => {
    const headers = new Headers(init?.headers);
    asked.push(headers);
    const status = options.status?.() ?? 200;
    if (status !== 200) return new Response("down", { status });
    if (headers.get("if-none-match") === etag) return new Response(null, { status: 304 });
    return new Response(file() as Uint8Array<ArrayBuffer>, {
      headers: { etag, "last-modified": "Mon, 15 Jun 2026 06:00:00 GMT" },
    });
  };
  return { asked, answer };
}

describe("a look at a publisher", () => {
  it("loads what is new, then asks only whether it has changed, and confirms what has not", async () => {
    const source = aSource();
    const file = fileOf(people(source, 10)).get("list.jsonl") ?? new Uint8Array();
    const publisher = aPublisher(() => file);
    const deps = listsDeps({ fetch: publisher.answer });
    expect(await refreshList(deps, source)).toMatchObject({ outcome: "loaded", entities: 10 });
    deps.clock.advance(4 * 86_400_000);
    expect((await deps.lists.open([source.listId]))[0]?.version.stale).toBe(true);
    expect(await refreshList(deps, source)).toMatchObject({ outcome: "unchanged" });
    expect(publisher.asked[1]?.get("if-none-match")).toBe('"v1"');
    expect(publisher.asked[1]?.get("if-modified-since")).toBe("Mon, 15 Jun 2026 06:00:00 GMT");
    expect((await deps.lists.open([source.listId]))[0]?.version.stale).toBe(false);
  });

  it("takes the server's date where the files state none", async () => {
    const source = aSource();
    const file = fileOf(people(source, 10), "undated").get("list.jsonl") ?? new Uint8Array();
    const deps = listsDeps({ fetch: aPublisher(() => file).answer });
    await refreshList(deps, source);
    const [list] = await deps.lists.open([source.listId]);
    expect(list?.version.publishedAt).toBe("2026-06-15T06:00:00.000Z");
  });

  it.each([
    ["HTTP_503", () => 503],
    ["FILE_MISSING", () => 404],
  ])("that fails leaves the old version serving and says so: %s", async (reason, status) => {
    const source = aSource();
    const file = fileOf(people(source, 10)).get("list.jsonl") ?? new Uint8Array();
    let isDown = false;
    const { answer } = aPublisher(() => file, { status: () => (isDown ? status() : 200) });
    const deps = listsDeps({ fetch: answer });
    await refreshList(deps, source);
    isDown = true;
    expect(await refreshList(deps, source)).toEqual({ outcome: "failed", reason });
    const { items } = await getLists(deps, aCaller(await aTenant(deps)));
    expect(items.find(({ id }) => id === source.listId)).toMatchObject({
      status: "searched",
      entities: 10,
      lastRefresh: { outcome: "failed", reason },
    });
  });

  it("without a network is a failure that is noted, not thrown", async () => {
    const deps = listsDeps();
    const source = aSource();
    await handleListMessage(deps, { kind: "refresh", listId: source.listId }, [source]);
    expect(await refreshList(deps, source)).toEqual({ outcome: "failed", reason: "UNREACHABLE" });
  });
});
