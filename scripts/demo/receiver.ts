import http from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";

/** An event as it arrived, with what its signature's check said. */
export interface ReceivedEvent {
  id: string;
  type: string;
  sequence: number | null;
  verified: boolean;
  object: Record<string, unknown>;
}

export interface Receiver {
  url: string;
  /** Set when the endpoint is registered; until then nothing can be verified. */
  secret: string;
  received: ReceivedEvent[];
  /** Resolves with the first event that the test accepts, or null after the wait. */
  waitFor(accepts: (event: ReceivedEvent) => boolean, waitMs: number): Promise<ReceivedEvent | null>;
  close(): void;
}

/** A receiver as an integrator would write one: it trusts an event only after `standardwebhooks` verified it. */
export async function startReceiver(): Promise<Receiver> {
  const receiver: Receiver = { url: "", secret: "", received: [], waitFor, close: () => server.close() };
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString("utf8");
      const event = JSON.parse(body) as {
        id: string;
        type: string;
        sequence?: number;
        data: { object: Record<string, unknown> };
      };
      const verified = isSigned(body, request.headers, receiver.secret);
      receiver.received.push({
        id: event.id,
        type: event.type,
        sequence: event.sequence ?? null,
        verified,
        object: event.data.object,
      });
      response.writeHead(verified ? 204 : 401).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`;

  async function waitFor(
    accepts: (event: ReceivedEvent) => boolean,
    waitMs: number,
  ): Promise<ReceivedEvent | null> {
    for (let waited = 0; waited < waitMs; waited += 100) {
      const found = receiver.received.find(accepts);
      if (found) return found;
      await new Promise((resume) => setTimeout(resume, 100));
    }
    return null;
  }
  return receiver;
}

function isSigned(body: string, headers: http.IncomingHttpHeaders, secret: string): boolean {
  try {
    new Webhook(secret).verify(body, headers as Record<string, string>);
    return true;
  } catch {
    return false;
  }
}
