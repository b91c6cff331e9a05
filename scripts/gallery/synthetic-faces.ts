/** Vectors in place of faces: random directions, and noisy views of them. Each is made anew from its number. */

/** Steele and Vigna's splitmix32: a number gives the same vector on every machine. */
function numbersOf(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}

/** A random direction of unit length, by the method of Box and Muller. */
export function aDirection(seed: number, length: number): Float32Array {
  const next = numbersOf(Math.imul(seed + 1, 0x85ebca6b));
  const vector = new Float32Array(length);
  for (let at = 0; at < length; at += 2) {
    const radius = Math.sqrt(-2 * Math.log(1 - next()));
    const angle = 2 * Math.PI * next();
    vector[at] = radius * Math.cos(angle);
    vector[at + 1] = radius * Math.sin(angle);
  }
  return ofUnitLength(vector);
}

/** Another view of a vector: at the given cosine to it, in a random direction. */
export function aView(of: Float32Array, cosine: number, seed: number): Float32Array {
  const noise = aDirection(seed, of.length);
  const along = dot(noise, of);
  const away = ofUnitLength(noise.map((value, at) => value - along * (of[at] ?? 0)));
  return of.map((value, at) => cosine * value + Math.sqrt(1 - cosine * cosine) * (away[at] ?? 0));
}

export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += (a[at] as number) * (b[at] as number);
  return sum;
}

function ofUnitLength(vector: Float32Array): Float32Array {
  const norm = Math.sqrt(dot(vector, vector));
  return vector.map((value) => value / norm);
}
