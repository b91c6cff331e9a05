/** Faces a shard: with 512 numbers each 51 MB of the isolate's 128, and some 10 ms a search. */
export const SHARD_FACES = 100_000;
