/** Milliseconds since 1970, handed in so that rules about time can be tested. */
export type Clock = () => number;

export const systemClock: Clock = () => Date.now();

/** ISO 8601 in UTC with milliseconds, the form of every instant in the contract. */
export const toInstant = (ms: number): string => new Date(ms).toISOString();
