import { Webhook } from "standardwebhooks";
import { providerConfig } from "../../../../src/features/background/criminal/provider-config.ts";
import type {
  PollMessage,
  ProvidersDeps,
} from "../../../../src/features/background/criminal/providers-deps.ts";
import { type TestDeps, testDeps } from "../../../support/deps.ts";

/** The secret by which the provider of these tests signs, and checks what we sign. */
export const SECRET = `whsec_${btoa("a-secret-of-the-registers-own!!!")}`;
export const CONSENT = `con_${"A".repeat(24)}`;
export const ORIGIN = "https://registers.enroll-tests.net";

type Answering = (request: Request) => Response | Promise<Response>;

/** A provider as the network shows it: what it was asked, and what it answers, one after the other. */
export function aProvider(...answers: Answering[]) {
  const requests: Request[] = [];
  const send: typeof fetch = async (input, init) => {
    const request = new Request(input as RequestInfo, init);
    requests.push(request.clone() as Request);
    const answer = answers[Math.min(requests.length, answers.length) - 1];
    if (!answer) throw new Error("a provider without an answer");
    return answer(request);
  };
  return { requests, send };
}

export const says =
  (body: unknown, status = 200, headers: HeadersInit = {}): Answering =>
  () =>
    new Response(typeof body === "string" ? body : JSON.stringify(body), { status, headers });
export const isDown: Answering = () => {
  throw new TypeError("connection refused");
};

export type ProviderTestDeps = TestDeps &
  ProvidersDeps & { waited: number[]; scheduled: (PollMessage & { delaySeconds: number })[] };

/** Deps on real D1 with a network that is the provider, and waits that are only noted. */
export function providerDeps(
  send: typeof fetch,
  overrides: Partial<Omit<ProvidersDeps, "clock">> = {},
): ProviderTestDeps {
  const waited: number[] = [];
  const scheduled: ProviderTestDeps["scheduled"] = [];
  return {
    ...testDeps(),
    fetch: send,
    resolve: async () => ["93.184.215.14"],
    random: () => 0.5,
    development: false,
    ownHosts: [],
    publicUrl: "https://enroll.enroll-tests.net",
    waited,
    scheduled,
    async wait(ms) {
      waited.push(ms);
    },
    schedulePoll(message, delaySeconds) {
      scheduled.push({ ...message, delaySeconds });
    },
    ...overrides,
  };
}

/** A complete configuration of one register, by POST, with a callback and polls. */
export const aConfig = (over: Record<string, unknown> = {}, source: Record<string, unknown> = {}) => ({
  kind: "http" as const,
  name: "The registers",
  auth: { type: "signed", secret: SECRET },
  callbackSecret: SECRET,
  sources: [
    {
      sourceId: "ar_rnr",
      ask: {
        method: "POST",
        url: `${ORIGIN}/queries/{jurisdiction}`,
        idempotent: true,
        body: {
          "/person/number": { from: "documentNumber" },
          "/person/born": { from: "dateOfBirth", dateFormat: "DD/MM/YYYY" },
          "/consent": { from: "consentId" },
          "/callback": { from: "callbackUrl" },
          "/product": { value: "penal" },
        },
      },
      poll: { url: `${ORIGIN}/queries/{ticket}` },
      answer: {
        echo: [{ at: "/number", field: "documentNumber" }],
        records: {
          at: "/records",
          reference: "/case",
          description: ["/offence"],
          recordedOn: { at: "/on", format: "DD/MM/YYYY" },
        },
        noRecords: [
          { at: "/result", equals: "none" },
          { at: "/records", isEmpty: true },
        ],
        pending: [{ at: "/result", equals: "working" }],
        ticket: "/ticket",
      },
      ...source,
    },
  ],
  ...over,
});

export const parsedConfig = (over: Record<string, unknown> = {}, source: Record<string, unknown> = {}) => {
  const config = providerConfig.parse(aConfig(over, source));
  if (config.kind !== "http") throw new Error("not the generic provider");
  return config;
};

export const NUMBER = "20304050";
export const NONE = { number: NUMBER, result: "none", records: [] };
export const FOUND = {
  number: NUMBER,
  result: "found",
  records: [{ case: "C-1", offence: "Art. 172 CP", on: "01/03/2019" }],
};
export const SUBJECT = {
  fullName: "Ana Ruiz",
  dateOfBirth: "1990-01-15",
  identifiers: [{ type: "DNI", country: "AR", number: NUMBER }],
};

/** A callback as the provider signs it, by the reference library of Standard Webhooks. */
export function signedCallback(body: string, at: number, secret: string = SECRET) {
  const signature = new Webhook(secret).sign("msg_1", new Date(at), body);
  return {
    "content-type": "application/json",
    "webhook-id": "msg_1",
    "webhook-timestamp": `${Math.floor(at / 1000)}`,
    "webhook-signature": signature,
  };
}
