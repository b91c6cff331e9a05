import * as z from "zod";
import { logLine } from "../../../kernel/logger.ts";
import type { ImportDeps } from "./deps.ts";
import { runImport } from "./run-import.ts";

const importMessage = z.strictObject({ tenantId: z.string(), importId: z.string() });

// A database that is away is often back by then.
const RETRY_AFTER_SECONDS = 30;

/** Works off messages of the imports' queue, each for itself; one that fails comes again, and is safe to run twice. */
export async function consumeImports(
  deps: ImportDeps,
  batch: Pick<MessageBatch<unknown>, "messages">,
): Promise<void> {
  for (const message of batch.messages) {
    const parsed = importMessage.safeParse(message.body);
    if (!parsed.success) {
      logLine("import.message_unknown", {});
      message.ack();
      continue;
    }
    try {
      await runImport(deps, parsed.data);
      message.ack();
    } catch (error) {
      logLine("import.run_failed", {
        tenantId: parsed.data.tenantId,
        importId: parsed.data.importId,
        error: error instanceof Error ? error.name : "unknown",
      });
      message.retry({ delaySeconds: RETRY_AFTER_SECONDS });
    }
  }
}
