import * as z from "zod";
import { instant } from "../../http/fields.ts";
import { toInstant } from "../../kernel/clock.ts";
import type { RecordsDeps } from "../../records/commit.ts";
import { openLink } from "./link.ts";
import { linksOfUser } from "./link-store.ts";

/** A person at a connector, for the export of what is kept about them. */
export const linkData = z.object({
  connectorId: z.string(),
  name: z.string().nullable(),
  state: z.enum(["linked", "unresolved"]),
  matchedBy: z.string().nullable(),
  key: z.string().nullable().meta({ description: "The row's key there; null while it is unresolved." }),
  createdAt: instant,
  writeBack: z
    .object({ status: z.string(), sequence: z.int(), state: z.string(), attempts: z.int() })
    .nullable(),
});

/** Where a person is at connectors, opened. */
export async function linksOfPerson(
  deps: RecordsDeps,
  tenantId: string,
  userId: string,
): Promise<z.input<typeof linkData>[]> {
  const [rows, key] = await Promise.all([
    linksOfUser(deps.database, tenantId, userId),
    deps.vault.subjectKey(tenantId, userId),
  ]);
  if (!key) return [];
  return Promise.all(
    rows.map(async ({ link, name, write }) => {
      const content = await openLink(key, link);
      return {
        connectorId: link.connectorId,
        name,
        state: link.state,
        matchedBy: link.matchedBy,
        key: "key" in content ? content.key : null,
        createdAt: toInstant(link.createdAt),
        writeBack: write && {
          status: write.status,
          sequence: write.sequence,
          state: write.state,
          attempts: write.attempts,
        },
      };
    }),
  );
}
