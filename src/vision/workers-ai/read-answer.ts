import * as z from "zod";
import { answerSchema, type ModelAnswer } from "./answer-schema.ts";

/** The two shapes a run answers with: OpenAI's chat completion, and the platform's older `{response}`. */
const runAnswer = z.union([
  z.looseObject({
    choices: z.array(z.looseObject({ message: z.looseObject({ content: z.string() }) })).min(1),
  }),
  z.looseObject({ response: z.union([z.string(), z.record(z.string(), z.unknown())]) }),
]);

/** The model's answer, or null when it is not JSON or not of the shape that was asked for. Never repaired. */
export function readAnswer(raw: unknown): ModelAnswer | null {
  const run = runAnswer.safeParse(raw);
  if (!run.success) return null;
  const content = "choices" in run.data ? firstContent(run.data.choices) : run.data.response;
  const value = typeof content === "string" ? parseJson(content) : content;
  const answer = answerSchema.safeParse(value);
  return answer.success ? answer.data : null;
}

const firstContent = (choices: unknown) =>
  (choices as { message: { content: string } }[])[0]?.message.content;

/** JSON, also when fenced as Markdown, which models do even where told not to. */
function parseJson(text: string): unknown {
  const fenced = /^\s*```(?:json)?\s*([\s\S]*?)\s*```\s*$/.exec(text);
  try {
    return JSON.parse(fenced?.[1] ?? text);
  } catch {
    return undefined;
  }
}
