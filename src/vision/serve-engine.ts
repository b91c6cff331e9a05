import { logLine } from "../kernel/logger.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import type { VisionAnswer } from "./ports/answer.ts";

/** Keeps a promise alive beyond the call that made it: a Worker's own context. */
type Keeper = Pick<ExecutionContext, "waitUntil">;

/**
 * How a vision Worker runs its engine: one picture at a time, never throwing. A job that breaks resets the engine and
 * answers `ENGINE_UNAVAILABLE`; only the name of what broke it is logged, since a message could quote the picture.
 * @param engine as logged and told: `faces`, `faces_second`, `documents`, `printed_text`
 */
export function serveEngine(engine: string) {
  const inTurn = oneAtATime();
  return <T>(
    keeper: Keeper,
    job: () => Promise<VisionAnswer<T>>,
    reset: () => void | Promise<void>,
  ): Promise<VisionAnswer<T>> => {
    const answer = inTurn(async (): Promise<VisionAnswer<T>> => {
      try {
        return await job();
      } catch (error) {
        await reset();
        const cause = error instanceof Error ? error.name : "unknown";
        logLine(`${engine}.engine_broken`, { cause });
        return { ok: false, fault: "ENGINE_UNAVAILABLE", detail: `The ${engine} engine broke (${cause}).` };
      }
    });
    // A caller that hangs up would end the job half-way, and all that wait behind it would wait for ever.
    keeper.waitUntil(answer);
    return answer;
  };
}
