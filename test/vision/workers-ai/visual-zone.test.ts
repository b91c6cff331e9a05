import { beforeAll, describe, expect, it } from "vitest";
import { workersAiVisualZone } from "../../../src/vision/workers-ai/visual-zone.ts";
import { aPng } from "../../support/pictures.ts";

/** Shapes of the binding's answers and errors: workers-types' `ChatCompletionsOutput` and Llama 4's `{response}`. */
const chat = (content: string) => ({
  id: "id-1",
  object: "chat.completion",
  created: 1,
  model: "gemma",
  choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant", content } }],
});
const upstream = (message: string) => Object.assign(new Error(message), { name: "InferenceUpstreamError" });

const PASSPORT = {
  isDocument: true,
  documentType: "passport",
  issuingCountry: "CO",
  fields: [
    { name: "familyName", value: " RUÍZ ", legibility: "clear" },
    { name: "placeOfBirth", value: "BOGOTÁ", legibility: "partial" },
  ],
};

interface Run {
  model: string;
  inputs: Record<string, unknown>;
}

/** A binding that gives its answers in turn: a value, an error to throw, or `"hangs"`. */
function aBinding(answers: unknown[]) {
  const runs: Run[] = [];
  const run = async (model: string, inputs: Record<string, unknown>) => {
    runs.push({ model, inputs });
    const answer = answers[runs.length - 1];
    if (answer === "hangs") return new Promise(() => {});
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { runs, ai: { run } };
}

const GEMMA = "@cf/google/gemma-4-26b-a4b-it";
const LLAMA = "@cf/meta/llama-4-scout-17b-16e-instruct";
const HINTS = { documentType: null, issuingCountry: null };
let picture: Uint8Array;
beforeAll(async () => {
  picture = await aPng();
});

function read(answers: unknown[], image: Uint8Array = picture) {
  const { runs, ai } = aBinding(answers);
  const zone = workersAiVisualZone({
    ai,
    model: GEMMA,
    fallbackModel: LLAMA,
    clock: () => 0,
    timeoutMs: 20,
  });
  return { runs, answer: zone.readVisualZone(image, HINTS) };
}

describe("the visual zone on Workers AI", () => {
  it("is read in one run when the model answers as asked", async () => {
    const { runs, answer } = read([chat(JSON.stringify(PASSPORT))]);
    expect(await answer).toMatchObject({
      ok: true,
      value: {
        documentType: "passport",
        issuingCountry: "CO",
        fields: [
          { name: "familyName", value: "RUÍZ", confidence: 0.7, box: null },
          { name: "placeOfBirth", value: "BOGOTÁ", confidence: 0.4, box: null },
        ],
      },
      engines: [{ name: `workers-ai:${GEMMA}` }],
    });
    expect(runs).toHaveLength(1);
  });

  it("sends the picture as a data URI and asks Gemma for the schema without thinking aloud", async () => {
    const { runs, answer } = read([chat(JSON.stringify(PASSPORT))]);
    await answer;
    const inputs = JSON.stringify(runs[0]?.inputs);
    expect(inputs).toContain('"url":"data:image/png;base64,iVBOR');
    expect(runs[0]?.inputs).toMatchObject({
      response_format: { type: "json_schema", json_schema: { schema: { type: "object" } } },
      chat_template_kwargs: { enable_thinking: false },
    });
  });

  it("asks again after an answer that is no JSON, and takes the second", async () => {
    const { runs, answer } = read([
      chat("Here is the document: {"),
      chat(`\`\`\`json\n${JSON.stringify(PASSPORT)}\n\`\`\``),
    ]);
    expect((await answer).ok).toBe(true);
    expect(runs.map(({ model }) => model)).toEqual([GEMMA, GEMMA]);
  });

  it("turns to the fallback after two failures, in the fallback's own dialect", async () => {
    const { runs, answer } = read([
      upstream("3040: out of capacity"),
      upstream("3040: out of capacity"),
      { response: PASSPORT, usage: { total_tokens: 9 } },
    ]);
    expect(await answer).toMatchObject({ ok: true, engines: [{ name: `workers-ai:${LLAMA}` }] });
    expect(runs.map(({ model }) => model)).toEqual([GEMMA, GEMMA, LLAMA]);
    expect(runs[2]?.inputs).toHaveProperty("guided_json");
    expect(runs[2]?.inputs).not.toHaveProperty("response_format");
  });

  it("does not repeat what the platform refused as malformed", async () => {
    const { runs, answer } = read([upstream("5006: Error: oneOf at '/' not met"), { response: PASSPORT }]);
    expect((await answer).ok).toBe(true);
    expect(runs.map(({ model }) => model)).toEqual([GEMMA, LLAMA]);
  });

  const unusable: [what: string, given: unknown][] = [
    ["is late", "hangs"],
    ["is an upstream error", upstream("5028: something private about the input")],
    ["is no JSON", chat("I cannot help with that.")],
    ["is JSON of another shape", chat('{"name":"Ana"}')],
    ["names a field that was not asked for", chat(JSON.stringify({ ...PASSPORT, approve: true }))],
    ["has a country that is no code", chat(JSON.stringify({ ...PASSPORT, issuingCountry: "Colombia" }))],
    ["has no choices", { choices: [] }],
    ["is empty", undefined],
  ];
  it.each(unusable)("is unavailable when every answer %s: nothing is made of it", async (_what, given) => {
    const { runs, answer } = read([given, given, given]);
    const result = await answer;
    expect(result).toMatchObject({ ok: false, fault: "ENGINE_UNAVAILABLE" });
    expect(JSON.stringify(result)).not.toContain("private");
    expect(runs).toHaveLength(3);
  });

  it("reads no fields off what the model says is no document", async () => {
    const { answer } = read([chat(JSON.stringify({ ...PASSPORT, isDocument: false }))]);
    expect(await answer).toMatchObject({ ok: true, value: { documentType: null, fields: [] } });
  });

  it("never sends what is no picture", async () => {
    const { runs, answer } = read([], new TextEncoder().encode("a text of more than twelve bytes"));
    expect(await answer).toMatchObject({ ok: false, fault: "UNSUPPORTED_MEDIA" });
    expect(runs).toHaveLength(0);
  });
});
