import type { Database } from "../../../storage/database.ts";
import { purgeChallenges } from "./challenge-store.ts";

const DAY_MS = 86_400_000;
/** What was asked is also in the check's audit; the row is of no use once nobody can answer it. */
const CHALLENGES_KEPT_MS = DAY_MS;
/** Recordings come back soon or never; a hash says nothing about a face. */
const FRAMES_KEPT_MS = 90 * DAY_MS;

/** Deletes challenges a day after their time, and the hashes of frames after ninety days. Safe to run twice. */
export function purgeLiveness(database: Database, now: number): Promise<void> {
  return purgeChallenges(database, { expired: now - CHALLENGES_KEPT_MS, framesKept: now - FRAMES_KEPT_MS });
}
