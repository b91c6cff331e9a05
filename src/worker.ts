import { DurableObject } from "cloudflare:workers";

export { LimiterObject } from "./http/rate-limit/limiter-object.ts";

export class SweeperObject extends DurableObject {}

export default {
  fetch: () => new Response("Enroll", { status: 404 }),
};
