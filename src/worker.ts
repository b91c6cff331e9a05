import { DurableObject } from "cloudflare:workers";

export class LimiterObject extends DurableObject {}
export class SweeperObject extends DurableObject {}

export default {
  fetch: () => new Response("Enroll", { status: 404 }),
};
