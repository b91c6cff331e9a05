import * as z from "zod";
import { fromBase64 } from "./kernel/bytes.ts";
import type { Keyring } from "./storage/vault.ts";
import { FACE_ENGINES } from "./vision/face-engine.ts";
import type { DocumentsVisionPort } from "./vision/ports/documents.ts";
import type { FaceEmbedderPort } from "./vision/ports/face-embedder.ts";
import type { FacesVisionPort } from "./vision/ports/faces.ts";
import type { PrintedTextPort } from "./vision/ports/printed-text.ts";

/** The bindings and variables of `wrangler.toml`, plus the secrets. */
export interface Env {
  ASSETS: Fetcher;
  DB: D1Database;
  IMAGES: R2Bucket;
  WEBHOOKS: Queue<unknown>;
  LISTS: Queue<unknown>;
  PROVIDERS: Queue<unknown>;
  IMPORTS: Queue<unknown>;
  LIMITER: DurableObjectNamespace;
  GALLERY: DurableObjectNamespace;
  SWEEPER: DurableObjectNamespace;
  FACES: FacesVisionPort;
  /** The second face embedder; without it faces are described by the first net alone. */
  FACES_SECOND?: FaceEmbedderPort;
  DOCUMENTS: DocumentsVisionPort;
  /** The reader of print; without it the visual zone is read by Workers AI or not at all. */
  PRINTED_TEXT?: PrintedTextPort;
  /** The platform's sending of mail; only where the operator has bound it. */
  EMAIL?: {
    send(message: {
      to: string;
      from: { email: string; name: string };
      subject: string;
      text: string;
      html?: string;
      replyTo?: string;
    }): Promise<unknown>;
  };
  /** Only where the account has Workers AI; absent locally. */
  AI?: { run(model: string, inputs: Record<string, unknown>): Promise<unknown> };
  [variable: string]: unknown;
}

const key32 = z.string().transform((text, context) => {
  const bytes = fromBase64(text);
  if (bytes?.length === 32) return bytes;
  context.addIssue({ code: "custom", message: "must be 32 bytes in base64" });
  return z.NEVER;
});

const jsonText = <T extends z.ZodType>(schema: T) =>
  z
    .string()
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue({ code: "custom", message: "must be JSON" });
        return z.NEVER;
      }
    })
    .pipe(schema);

/** An issuer of tokens other than Enroll itself, trusted by configuration. */
export const foreignIssuer = z.strictObject({
  issuer: z.string().min(1),
  audience: z.string().min(1),
  algorithms: z.array(z.enum(["EdDSA", "ES256", "RS256", "HS256"])).min(1),
  /** Exactly one of the two: a JWKS address, or a key (a JWK, or for HS256 `{kty:"oct",k}`). */
  jwksUrl: z.url({ protocol: /^https?$/ }).optional(),
  jwk: z.record(z.string(), z.unknown()).optional(),
  tenantClaim: z.string().min(1).default("tenant"),
  scopeClaim: z.string().min(1).default("scope"),
  /** The tenants this issuer may speak for; without it, all: name them when tenants bring their own issuers. */
  tenants: z.array(z.string().min(1)).min(1).optional(),
});
export type ForeignIssuer = z.output<typeof foreignIssuer>;

const settingsSchema = z.object({
  ENVIRONMENT: z.enum(["development", "production"]),
  ISSUER: z.string().min(1),
  AUDIENCE: z.string().min(1),
  /** `{"active":"k1","keys":{"k1":"<base64 of 32 bytes>"}}` */
  KEKS: jsonText(z.strictObject({ active: z.string(), keys: z.record(z.string(), key32) })),
  BLIND_INDEX_KEY: key32,
  /** Private ES256 JWK with a `kid`; signs Enroll's own tokens and receipts. */
  SIGNING_JWK: jsonText(
    z.looseObject({ kty: z.literal("EC"), crv: z.literal("P-256"), d: z.string(), kid: z.string() }),
  ),
  /** What the operator's requests carry; without it there are no operator's routes. */
  OPERATOR_KEY: z.string().min(32).optional(),
  FOREIGN_ISSUERS: jsonText(z.array(foreignIssuer)).default([]),
  /** Host names that serve Enroll itself, separated by commas: no webhook may be sent to them. */
  OWN_HOSTS: z
    .string()
    .default("")
    .transform((text) =>
      text
        .split(",")
        .map((host) => host.trim())
        .filter((host) => host !== ""),
    ),
  /** Which nets describe faces for comparing; `dlib` for who needs weights of known provenance. */
  FACE_ENGINE: z.enum(FACE_ENGINES).default("fused"),
  /**
   * Which tenants may use which Hyperdrive binding, `{"HYPERDRIVE_CRM":["ten_…"]}`; `*` for all of them. A binding
   * that is not named here is nobody's: else any tenant could read another's database by its binding's name.
   */
  CONNECTOR_BINDINGS: jsonText(z.record(z.string(), z.array(z.string()))).default({}),
  /** Whether tenants may bring connection strings of their own; on a developer's machine they may. */
  CONNECTOR_CONNECTION_STRINGS: z.enum(["allowed", "refused"]).optional(),
  /**
   * Which tenants may send mail from which address of the `EMAIL` binding, `{"no-reply@example.com":["ten_…"]}`; `*` for
   * all of them. An address that is not named here is nobody's: else any tenant could write in another's name.
   */
  EMAIL_FROM: jsonText(z.record(z.string(), z.array(z.string()))).default({}),
  /** Where this installation is reached from outside; providers that answer later are told to call back there. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Which engine reads the visual zone; behind `workers-ai` stands the embedded one, for when it is down. */
  VISUAL_ZONE_ENGINE: z.enum(["none", "embedded", "workers-ai"]).default("embedded"),
  WORKERS_AI_MODEL: z.string().default("@cf/google/gemma-4-26b-a4b-it"),
  WORKERS_AI_FALLBACK_MODEL: z.string().default("@cf/meta/llama-4-scout-17b-16e-instruct"),
});

export type Settings = Omit<z.output<typeof settingsSchema>, "KEKS" | "BLIND_INDEX_KEY"> & {
  keyring: Keyring;
};

/** Parses the variables and secrets once; throws naming each that is missing or malformed, never its value. */
export function parseSettings(env: Env): Settings {
  const parsed = settingsSchema.safeParse(env);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`configuration: ${faults.join("; ")}`);
  }
  const { KEKS, BLIND_INDEX_KEY, ...rest } = parsed.data;
  if (!KEKS.keys[KEKS.active]) throw new Error("configuration: KEKS.active names no key");
  return {
    ...rest,
    keyring: {
      keks: new Map(Object.entries(KEKS.keys)),
      activeKekId: KEKS.active,
      blindIndexKey: BLIND_INDEX_KEY,
    },
  };
}
