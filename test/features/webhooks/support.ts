import { eq } from "drizzle-orm";
import { createEndpoint } from "../../../src/features/webhooks/create-endpoint.ts";
import type { WebhooksDeps } from "../../../src/features/webhooks/deps.ts";
import { endpointCreation } from "../../../src/features/webhooks/schemas.ts";
import { commit } from "../../../src/records/commit.ts";
import type { EventDraft } from "../../../src/records/event-types.ts";
import { events } from "../../../src/storage/tables/records.ts";
import { deliveries, deliveryAttempts, webhookEndpoints } from "../../../src/storage/tables/webhooks.ts";
import { aCaller, aTenant, type TestDeps, testClock, testDeps } from "../../support/deps.ts";

export interface Received {
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** A stand-in for the world outside: keeps what it was sent and answers as told. */
export interface Receiver {
  fetch: typeof fetch;
  received: Received[];
}

export type Answer = (request: Request, received: Received) => Response | Promise<Response>;

export function aReceiver(answer: Answer = () => new Response(null, { status: 204 })): Receiver {
  const received: Received[] = [];
  return {
    received,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      const entry = {
        url: request.url,
        headers: Object.fromEntries(request.headers),
        body: await request.clone().text(),
      };
      received.push(entry);
      return answer(request, entry);
    },
  };
}

export type WebhookTestDeps = TestDeps & WebhooksDeps;

/** Real D1 and vault; the receiver and DNS are stand-ins, jitter is none. */
export function webhookDeps(
  receiver: Receiver,
  over: Partial<Omit<WebhooksDeps, keyof TestDeps>> = {},
): WebhookTestDeps {
  return {
    ...testDeps(testClock()),
    fetch: receiver.fetch,
    resolve: async () => ["93.184.215.14"],
    random: () => 0.5,
    development: false,
    ownHosts: [],
    ...over,
  };
}

/** A tenant with one endpoint that listens to everything. */
export async function aListener(deps: WebhookTestDeps, input: Record<string, unknown> = {}) {
  const caller = aCaller(await aTenant(deps));
  const creation = endpointCreation.parse({ url: "https://receiver.example.com/hook", ...input });
  return { caller, endpoint: await createEndpoint(deps, caller, creation) };
}

/** Commits an event of a user (or several in one change), as a verb would. */
export function anEvent(
  deps: WebhookTestDeps,
  caller: ReturnType<typeof aCaller>,
  draft: Partial<EventDraft> = {},
  times = 1,
) {
  const event: EventDraft = { type: "user.approved", userId: "usr_1", object: { id: "usr_1" }, ...draft };
  return commit(deps, caller, {
    statements: [],
    audit: [],
    events: Array.from({ length: times }, () => event),
    answer: { status: 200, data: null },
  });
}

export const deliveriesOf = (deps: WebhookTestDeps, tenantId: string) =>
  deps.database.select().from(deliveries).where(eq(deliveries.tenantId, tenantId));

export const eventsOf = (deps: WebhookTestDeps, tenantId: string) =>
  deps.database.select().from(events).where(eq(events.tenantId, tenantId)).orderBy(events.createdAt);

export const attemptsOf = (deps: WebhookTestDeps, tenantId: string) =>
  deps.database
    .select()
    .from(deliveryAttempts)
    .where(eq(deliveryAttempts.tenantId, tenantId))
    .orderBy(deliveryAttempts.attempt);

export async function endpointRow(deps: WebhookTestDeps, id: string) {
  const [row] = await deps.database.select().from(webhookEndpoints).where(eq(webhookEndpoints.id, id));
  return row;
}

/** A run looks at the deliveries of every tenant: what an earlier test left must not be among them. */
export const forgetDeliveries = (deps: Pick<TestDeps, "database">) => deps.database.delete(deliveries);
