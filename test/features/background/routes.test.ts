import { describe, expect, it } from "vitest";
import { checkData } from "../../../src/features/background/check-schemas.ts";
import { listsData } from "../../../src/features/background/list-schemas.ts";
import { backgroundEndpoints } from "../../../src/features/background/routes.ts";
import { aTenant } from "../../support/deps.ts";
import { ask, aToken, edgeApp, edgeDeps } from "../../support/edge.ts";
import { backgroundDeps } from "./support.ts";

async function aWorld() {
  const edge = edgeDeps();
  const app = edgeApp(edge, backgroundEndpoints(backgroundDeps()));
  const token = await aToken(edge, { tenantId: await aTenant(edge) });
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    ask(app, `/v2/enroll/background${path}`, { method: "POST", token, body, headers });
  const get = (path: string) => ask(app, `/v2/enroll/background${path}`, { token });
  return { post, get };
}
const LAVROV = { subject: { givenNames: "Sergey", familyName: "Lavrov", dateOfBirth: "1950-03-21" } };

describe("the background endpoints over HTTP", () => {
  it("answer a check that can be read again as it was", async () => {
    const { post, get } = await aWorld();
    const made = await post("/watchlist-check", LAVROV);
    expect(made.status).toBe(200);
    expect(made.json).toMatchObject({ success: true, data: { type: "watchlist", outcome: "match" } });
    const read = await get(`/checks/${made.json.data.id}`);
    expect(read.json.data).toEqual(made.json.data);
    expect(checkData.safeParse(read.json.data).error).toBeUndefined();
  });

  it("take a decision on a hit, its entry's id escaped or not", async () => {
    const { post, get } = await aWorld();
    const { data } = (await post("/watchlist-check", LAVROV)).json;
    for (const match of data.matches) {
      const id = match === data.matches[0] ? encodeURIComponent(match.entityId) : match.entityId;
      const decided = await post(`/checks/${data.id}/matches/${id}/decision`, { decision: "false_positive" });
      expect([decided.status, decided.json.data?.id]).toEqual([200, data.id]);
    }
    const read = (await get(`/checks/${data.id}`)).json.data;
    expect(read.matches.map(({ review }: { review: string }) => review)).toEqual(
      data.matches.map(() => "false_positive"),
    );
    // The bundled lists are stale, so that a live tenant is told nothing is known, and not clear.
    expect(read).toMatchObject({ outcome: "incomplete", reasons: ["LIST_STALE"] });
    const refused = await post(`/checks/${data.id}/matches/un_sc:1/decision`, { decision: "maybe" });
    expect([refused.status, refused.json.code]).toEqual([422, "VALIDATION_FAILED"]);
  });

  it("have one effect for one Idempotency-Key", async () => {
    const { post } = await aWorld();
    const key = { "idempotency-key": "once" };
    const first = await post(
      "/criminal-check",
      { ...LAVROV, jurisdictions: ["CO"], purpose: "onboarding" },
      key,
    );
    const second = await post(
      "/criminal-check",
      { ...LAVROV, jurisdictions: ["CO"], purpose: "onboarding" },
      key,
    );
    expect(first.json.data).toMatchObject({ status: "incomplete", outcome: "incomplete" });
    expect(second.json.data).toEqual(first.json.data);
  });

  it("name the field of what cannot be screened", async () => {
    const { post } = await aWorld();
    const refused = await post("/watchlist-check", { subject: { fullName: "😀" } });
    expect(refused.status).toBe(422);
    expect(refused.json).toMatchObject({
      code: "VALIDATION_FAILED",
      details: [{ field: "subject.fullName", code: "INVALID_VALUE" }],
    });
    const unknown = await post("/watchlist-check", { ...LAVROV, lists: ["mars_sanctions"] });
    expect(unknown.json).toMatchObject({ code: "VALIDATION_FAILED", details: [{ field: "lists.0" }] });
  });

  it("are limited to five a minute, and reading is not", async () => {
    const { post, get } = await aWorld();
    for (let count = 1; count <= 5; count++)
      expect((await post("/watchlist-check", LAVROV)).status).toBe(200);
    const sixth = await post("/watchlist-check", LAVROV);
    expect(sixth.status).toBe(429);
    expect((await get("/lists")).status).toBe(200);
  });

  it("say of every known list whether it serves", async () => {
    const { get } = await aWorld();
    const { json } = await get("/lists");
    expect(listsData.safeParse(json.data).error).toBeUndefined();
    const states = json.data.items.map((list: { id: string; status: string }) => [list.id, list.status]);
    expect(states).toContainEqual(["un_sc", "searched"]);
    expect(states).toContainEqual(["interpol_red", "not_loaded"]);
  });

  it("know nothing of a check that is not there", async () => {
    const { get } = await aWorld();
    expect((await get("/checks/bgc_AAAAAAAAAAAAAAAAAAAAAAAA")).status).toBe(404);
    expect((await get("/checks/nonsense")).status).toBe(404);
  });
});
