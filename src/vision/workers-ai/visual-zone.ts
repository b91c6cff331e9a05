import type { Clock } from "../../kernel/clock.ts";
import { readPictureHeader } from "../image/headers.ts";
import type { VisionAnswer } from "../ports/answer.ts";
import type { VisualZonePort, VisualZoneReading } from "../ports/visual-zone.ts";
import { withinTime } from "../within-time.ts";
import type { ModelAnswer } from "./answer-schema.ts";
import { readAnswer } from "./read-answer.ts";
import { requestFor } from "./request.ts";

/** The binding as far as it is used (`env.AI`). */
export interface WorkersAiBinding {
  run(model: string, inputs: Record<string, unknown>): Promise<unknown>;
}

export interface WorkersAiOptions {
  ai: WorkersAiBinding;
  model: string;
  fallbackModel: string;
  clock: Clock;
  /** Milliseconds for one run; a person is waiting for up to three of them. */
  timeoutMs?: number;
}

const DEFAULT_TIMEOUT_MS = 12_000;

/**
 * A model says how well it could read a value, not how likely it is right: these stay under what an MRZ with
 * its check digits gets, so that a reading of the visual zone never outvotes one.
 */
const CONFIDENCE = { clear: 0.7, partial: 0.4 } as const;

/**
 * The visual zone read by a vision model on Workers AI. The model is asked twice, then the fallback once; each
 * answer must parse and fit the schema, else it counts as none. After that, `ENGINE_UNAVAILABLE`: the caller
 * reports the zone as not read. Tested against the binding's protocol; not yet proven on a live account.
 */
export function workersAiVisualZone(options: WorkersAiOptions): VisualZonePort {
  const { ai, model, fallbackModel, clock, timeoutMs = DEFAULT_TIMEOUT_MS } = options;
  return {
    async readVisualZone(image, hints): Promise<VisionAnswer<VisualZoneReading>> {
      const header = readPictureHeader(image);
      if (!header.ok) return { ok: false, fault: header.fault, detail: header.detail };
      const startedAt = clock();
      const failures: string[] = [];
      let refusedBy: string | null = null;
      for (const name of [model, model, fallbackModel]) {
        if (name === refusedBy) continue;
        try {
          const raw = await withinTime(
            ai.run(name, requestFor(name, image, header.facts.format, hints)),
            timeoutMs,
          );
          const answer = readAnswer(raw);
          if (answer) {
            return {
              ok: true,
              value: readingOf(answer),
              engines: [{ name: `workers-ai:${name}`, version: "managed" }],
              elapsedMs: clock() - startedAt,
            };
          }
          failures.push(`${name}: answer does not fit the schema`);
        } catch (error) {
          failures.push(`${name}: ${failureOf(error)}`);
          if (isRefusal(error)) refusedBy = name;
        }
      }
      return { ok: false, fault: "ENGINE_UNAVAILABLE", detail: failures.join("; ") };
    },
  };
}

function readingOf(answer: ModelAnswer): VisualZoneReading {
  if (!answer.isDocument) return { documentType: null, issuingCountry: null, fields: [] };
  return {
    documentType: answer.documentType === "other" ? null : answer.documentType,
    issuingCountry: answer.issuingCountry,
    fields: answer.fields.map(({ name, value, legibility }) => ({
      name,
      value: value.normalize("NFC").trim(),
      confidence: CONFIDENCE[legibility],
      // Chat models give no positions that could be trusted.
      box: null,
    })),
  };
}

/** The platform's own code (`InferenceUpstreamError: 5006: …`) and no more: the message may quote the input. */
function failureOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown failure";
  const code = /^(?:\w+: )?(\d{4})\b/.exec(error.message)?.[1];
  return code ? `${error.name} ${code}` : error.name;
}

/** 5004-5007: malformed input or no such model (Workers AI error table), which no second try changes. */
const isRefusal = (error: unknown) => /\b500[4-7]$/.test(failureOf(error));
