import { readFileSync } from "node:fs";
import { inject } from "vitest";
import type { StackClient } from "./stack.ts";

export interface Answer {
  status: number;
  headers: Headers;
  // Each test states what it expects of the data by matching it.
  // biome-ignore lint/suspicious/noExplicitAny: the tests assert the shape, the schemas are tested elsewhere
  data: any;
  code: string | undefined;
  details: { field: string; code: string; message: string }[];
}

/** A client of the running stack, for one tenant. */
export interface Api {
  origin: string;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
  get(path: string): Promise<Answer>;
}

/** Takes a token of the tenant, or of a spare client of the sandbox, and speaks to the API as an integrator does. */
export async function apiOf(which: "live" | "sandbox" | { spare: number }): Promise<Api> {
  const { origin, spare, ...tenants } = inject("stack");
  const client: StackClient | undefined = typeof which === "string" ? tenants[which] : spare[which.spare];
  if (!client) throw new Error("there are not so many spare clients");
  const response = await fetch(`${origin}/v2/enroll/auth/token`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_id: client.clientId,
      client_secret: client.clientSecret,
    }),
  });
  const { access_token: token } = (await response.json()) as { access_token: string };

  async function call(method: string, path: string, headers: Record<string, string>, body: BodyInit | null) {
    const answer = await fetch(`${origin}/v2/enroll${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...headers },
      body,
    });
    const envelope = (await answer.json()) as Pick<Answer, "data" | "code"> & { details?: Answer["details"] };
    return {
      status: answer.status,
      headers: answer.headers,
      data: envelope.data,
      code: envelope.code,
      details: envelope.details ?? [],
    };
  }
  return {
    origin,
    post: (path, body, headers = {}) =>
      call("POST", path, { "content-type": "application/json", ...headers }, JSON.stringify(body)),
    get: (path) => call("GET", path, {}, null),
  };
}

export const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");

/** Whether every one of these nets was to be had on this machine; where not, its feature says `not_performed`. */
export function hasNets(...names: string[]): boolean {
  const manifest = JSON.parse(readFileSync(".enroll/models/manifest.json", "utf8")) as {
    nets: Record<string, { available: boolean }>;
  };
  return names.every((name) => manifest.nets[name]?.available === true);
}
