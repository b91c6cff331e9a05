import { Webhook } from "standardwebhooks";

export interface Asked {
  id: string;
  // biome-ignore lint/suspicious/noExplicitAny: what was asked is looked into by tests
  body: any;
}

/**
 * A customer's service as docs/connectors.md describes it, behind a `fetch`: verifies signatures with the reference
 * library, knows people, keeps the newest status. `fail` breaks it.
 */
export function aService(people: Record<string, Record<string, unknown>> = {}) {
  const asked: Asked[] = [];
  const statuses = new Map<string, { status: string; sequence: number }>();
  const service = {
    asked,
    statuses,
    secret: null as string | null,
    /** Answers in place of the service; null: it works. */
    fail: null as ((body: Asked["body"]) => Promise<Response | null> | Response | null) | null,
    fetch: (async (input: RequestInfo | URL, init?: RequestInit) => {
      const request = new Request(input, init);
      const text = await request.text();
      if (service.secret !== null) {
        // The library's own check of time would meet a clock that stands still.
        const at = new Date(Number(request.headers.get("webhook-timestamp")) * 1_000);
        const signed = new Webhook(service.secret).sign(request.headers.get("webhook-id") ?? "", at, text);
        if (request.headers.get("webhook-signature") !== signed) {
          return new Response("bad signature", { status: 401 });
        }
      }
      const body = JSON.parse(text);
      asked.push({ id: request.headers.get("webhook-id") ?? "", body });
      return (await service.fail?.(body)) ?? answer(body);
    }) as typeof fetch,
  };

  function answer(body: Asked["body"]): Response {
    if (body.type === "ping") return Response.json({ pong: true });
    if (body.type === "lookup") {
      for (const { by, value } of body.keys) {
        const found = Object.entries(people).find(([, person]) => person[by] === value);
        if (!found) continue;
        const [key, { fields, blocked }] = found;
        return Response.json({
          found: true,
          key,
          matchedBy: by,
          blocked: blocked ?? false,
          fields: fields ?? {},
        });
      }
      return Response.json({ found: false });
    }
    if (!people[body.key]) return new Response(null, { status: 404 });
    const held = statuses.get(body.key);
    if (held && held.sequence >= body.sequence) return new Response(null, { status: 409 });
    statuses.set(body.key, { status: body.status, sequence: body.sequence });
    return new Response(null, { status: 204 });
  }
  return service;
}
