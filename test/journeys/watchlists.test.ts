import { inArray } from "drizzle-orm";
import { Webhook } from "standardwebhooks";
import { afterAll, describe, expect, it } from "vitest";
import { handleListMessage, type ListsDeps } from "../../src/features/background/consume-lists.ts";
import { bundledCatalogue } from "../../src/features/background/lists/bundled/bundled-catalogue.ts";
import type { ListMessage } from "../../src/features/background/lists/list-message.ts";
import { r2Catalogue } from "../../src/features/background/lists/r2-catalogue.ts";
import { openShelf } from "../../src/features/background/lists/shelf.ts";
import { backgroundEndpoints } from "../../src/features/background/routes.ts";
import { userEndpoints } from "../../src/features/users/routes.ts";
import { deliverDue } from "../../src/features/webhooks/deliver.ts";
import { webhookEndpoints } from "../../src/features/webhooks/routes.ts";
import { listRefreshes, listVersions } from "../../src/storage/tables/lists.ts";
import { aReceiver, webhookDeps } from "../features/webhooks/support.ts";
import { type SamplePerson, unSample } from "../fixtures/un-sample.ts";
import { aTenant, bindings, testClock, testDeps } from "../support/deps.ts";
import { ask, aToken, edgeApp, edgeDeps, openGate } from "../support/edge.ts";

// Other files ask the list that ships with the program.
afterAll(async () => {
  const { database } = testDeps();
  await database.delete(listVersions).where(inArray(listVersions.listId, ["un_sc"]));
  await database.delete(listRefreshes).where(inArray(listRefreshes.listId, ["un_sc"]));
});

const LISTED: SamplePerson = {
  reference: "SAi.9001",
  names: ["ZEPHYRIN OBADIAH", "QUANDAMOOKA"],
  native: "Зефирин Квандамука",
  birth: "1961-02-03",
  country: "Russian Federation",
};
const LISTED_LATER: SamplePerson = {
  reference: "SAi.9002",
  names: ["YEVGRAF", "BRIGHTWATER"],
  birth: "1970-05-06",
  country: "Colombia",
};

/** The product's own routes over HTTP, a publisher that has a file, and a receiver of webhooks. */
async function aWorld() {
  const receiver = aReceiver();
  // Of today, as whoever verifies a webhook looks at its age.
  const clock = testClock(Date.now() - 2 * 86_400_000);
  const webhooks = { ...webhookDeps(receiver), clock };
  const edge = edgeDeps({ limiter: openGate, clock });
  const shelf = openShelf(bindings.IMAGES);
  const queue: ListMessage[] = [];
  const published = { file: unSample("2026-05-01T00:00:00Z", [LISTED]), etag: '"1"' };
  const publisher: typeof fetch = async (input) =>
    new URL(String(input)).host === "scsanctions.un.org"
      ? new Response(published.file as Uint8Array<ArrayBuffer>, { headers: { etag: published.etag } })
      : new Response("", { status: 503 });
  const deps: ListsDeps = {
    ...edge,
    clock,
    lists: r2Catalogue({ database: edge.database, shelf, clock }, bundledCatalogue()),
    criminalProviders: new Map(),
    shelf,
    fetch: publisher,
    send: async (message: ListMessage) => void queue.push(message),
  };
  const app = edgeApp(edge, [
    ...backgroundEndpoints(deps),
    ...userEndpoints(deps),
    ...webhookEndpoints(webhooks),
  ]);
  const tenantId = await aTenant(edge);
  const request = async (method: string, path: string, body?: unknown, status = 200) => {
    // The days pass by, and a token lives for minutes.
    const token = await aToken(edge, { tenantId });
    const answer = await ask(app, `/v2/enroll${path}`, { method, token, ...(body ? { body } : {}) });
    expect(answer.status, answer.text).toBe(status);
    return answer.json.data;
  };
  return {
    request,
    /** What the cron starts: the publisher is asked, and the queue is worked off. */
    async refresh() {
      queue.push({ kind: "refresh", listId: "un_sc" });
      for (let next = queue.shift(); next; next = queue.shift()) await handleListMessage(deps, next);
    },
    publish(date: string, people: SamplePerson[]) {
      Object.assign(published, { file: unSample(date, people), etag: `"${date}"` });
      clock.advance(86_400_000);
    },
    async delivered() {
      await deliverDue(webhooks);
      return receiver.received;
    },
  };
}

describe("screening, from a publisher's file to a signed webhook", () => {
  it("explains each hit, notices who is listed later, and tells the receiver", async () => {
    const world = await aWorld();
    await world.refresh();
    const un = (await world.request("GET", "/background/lists")).items;
    expect(un.find(({ id }: { id: string }) => id === "un_sc")).toMatchObject({
      version: "2026-05-01",
      entities: 523,
      stale: false,
      bundled: false,
    });

    // A list of people at once: misspelt, in another script, and two who are on no list.
    const batch = await world.request("POST", "/background/watchlist-check", {
      lists: ["un_sc"],
      subjects: [
        { reference: "typo", subject: { fullName: "Zefirin Obadia Quandamoka", dateOfBirth: "1961-02-03" } },
        { reference: "script", subject: { fullName: "Квандамука Зефирин", dateOfBirth: "1961-02-03" } },
        { reference: "later", subject: { fullName: "Yevgraf Brightwater", dateOfBirth: "1970-05-06" } },
        { reference: "nobody", subject: { fullName: "Temperance Wintergreen" } },
      ],
    });
    const items = batch.items as unknown as {
      reference: string;
      check: { id: string; outcome: string; matches: { entityId: string }[] };
    }[];
    expect(
      items.map(({ reference, check }) => [reference, check.matches[0]?.entityId ?? check.outcome]),
    ).toEqual([
      ["typo", "un_sc:SAi.9001"],
      ["script", "un_sc:SAi.9001"],
      ["later", "clear"],
      ["nobody", "clear"],
    ]);
    const whole = await world.request("GET", `/background/checks/${items[0]?.check.id}`);
    expect(whole.matches).toMatchObject([
      {
        caption: "ZEPHYRIN OBADIAH QUANDAMOOKA",
        sourceUrl: expect.stringContaining("un.org"),
        explanations: {
          matchedName: { text: "ZEPHYRIN OBADIAH QUANDAMOOKA", kind: "primary" },
          pairs: [
            { query: "zefirin", entry: "zephyrin", method: "phonetic" },
            { query: "obadia", entry: "obadiah" },
            { query: "quandamoka", entry: "quandamooka" },
          ],
          adjustments: [{ code: "BIRTH_DATE_EQUAL" }],
        },
      },
    ]);

    // A person is enrolled, clear, and watched for.
    const endpoint = await world.request(
      "POST",
      "/webhooks/endpoints",
      { url: "https://receiver.example.com/hook" },
      201,
    );
    const user = await world.request(
      "POST",
      "/users/create",
      {
        person: {
          givenNames: "Yevgraf",
          familyName: "Brightwater",
          dateOfBirth: "1970-05-06",
          nationality: "CO",
        },
      },
      201,
    );
    const watched = { userId: user.id, lists: ["un_sc"], monitor: true };
    expect(await world.request("POST", "/background/watchlist-check", watched)).toMatchObject({
      outcome: "clear",
    });
    await world.delivered();

    // The next day nothing has changed; the day after, they are listed.
    world.publish("2026-05-02T00:00:00Z", [LISTED]);
    await world.refresh();
    expect((await world.delivered()).filter(({ body }) => body.includes("match_found"))).toEqual([]);
    world.publish("2026-05-03T00:00:00Z", [LISTED, LISTED_LATER]);
    await world.refresh();

    const [told] = (await world.delivered()).filter(({ body }) => body.includes("match_found"));
    if (!told) throw new Error("nothing was delivered");
    expect(told.url).toBe("https://receiver.example.com/hook");
    const event = new Webhook(String(endpoint.secret)).verify(told.body, told.headers) as {
      type: string;
      data: { object: Record<string, unknown> };
    };
    expect(event).toMatchObject({
      type: "background.watchlist.match_found",
      data: { object: { userId: user.id, listId: "un_sc", outcome: "match", matches: 1 } },
    });
    expect(told.body).not.toMatch(/brightwater/i);
    const check = await world.request("GET", `/background/checks/${event.data.object.id}`);
    expect(check.matches).toMatchObject([{ entityId: "un_sc:SAi.9002", caption: "YEVGRAF BRIGHTWATER" }]);

    // Told once.
    await world.refresh();
    expect((await world.delivered()).filter(({ body }) => body.includes("match_found"))).toHaveLength(1);
  });
});
