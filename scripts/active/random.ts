/** Numbers that look random and are the same for the same seed (mulberry32), so that a figure can be made again. */
export interface Random {
  between(from: number, to: number): number;
  normal(): number;
  below(limit: number): number;
  pick<T>(from: readonly T[]): T;
}

/** Opens the stream of a seed. */
export function openRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    between: (from, to) => from + (to - from) * next(),
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    below,
    pick: (from) => from[below(from.length)] as (typeof from)[number],
  };
}
