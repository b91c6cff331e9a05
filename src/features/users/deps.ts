import type { RecordsDeps } from "../../records/commit.ts";

/** What the verbs of this feature need, and what other features hand to `planAdvance` and `loadPerson`. */
export type UsersDeps = RecordsDeps;
