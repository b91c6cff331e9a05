import { sql } from "drizzle-orm";
import type { HealthProbes } from "./http/pages/health.ts";
import type { Wired } from "./wiring.ts";

const NOTHING = new Uint8Array();

/** How `/health` asks each part whether it is there. Without vision the rest still works, so it is not required. */
export function healthProbes({ records, edge, vision }: Wired): HealthProbes {
  return {
    database: {
      required: true,
      probe: async () => (await records.database.get<{ one: number }>(sql`SELECT 1 AS one`)).one === 1,
    },
    limiter: {
      required: true,
      probe: async () =>
        (await edge.limiter.preview(["health"], { name: "health", limit: 1, windowMs: 1_000 })).allowed,
    },
    // No bytes are no picture: an engine that says so is there, and nothing was decoded to find out.
    faces: {
      required: false,
      probe: async () =>
        isThere(await vision.facesVision.readFaces(NOTHING, { embed: false, liveness: false })),
    },
    documents: {
      required: false,
      probe: async () => isThere(await vision.documentsVision.readDocument(NOTHING, { budgetMs: 1 })),
    },
  };
}

const isThere = (answer: { ok: boolean; fault?: string }) =>
  !answer.ok && answer.fault !== "ENGINE_UNAVAILABLE";
