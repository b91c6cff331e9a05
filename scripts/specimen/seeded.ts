/** Numbers that are drawn the same again for the same seed. */
export interface Draw {
  /** 0 (inclusive) to 1. */
  unit(): number;
  between(low: number, high: number): number;
  whole(low: number, high: number): number;
  oneOf<T>(choices: readonly T[]): T;
  /** Normally distributed, mean 0, deviation 1. */
  normal(): number;
}

/** The generator mulberry32: 32 bits of state are plenty for pictures. */
export function seededDraw(seed: number): Draw {
  let state = seed >>> 0;
  const unit = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    unit,
    between: (low, high) => low + unit() * (high - low),
    whole: (low, high) => low + Math.floor(unit() * (high - low + 1)),
    oneOf: <T>(choices: readonly T[]) => choices[Math.floor(unit() * choices.length)] as T,
    normal: () => Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit()),
  };
}
