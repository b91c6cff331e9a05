/** Edge of the square of pixels that a block of 8×8 coefficients becomes: 8 is full size, 4 half of it. */
export type BlockSize = 8 | 4;

/**
 * Makes a block's samples from its coefficients: the inverse DCT of T.81 §A.3.3, or, at half size, that of its
 * lowest 4×4 frequencies alone, which is how libjpeg scales too.
 */
export function createInverseDct(
  size: BlockSize,
): (
  coefficients: Int16Array,
  at: number,
  quantisation: Uint16Array,
  out: Uint8ClampedArray,
  to: number,
  stride: number,
) => void {
  // basis[x * size + u]: what frequency u adds at sample x; the factor keeps the mean of the block.
  const basis = new Float32Array(size * size);
  for (let x = 0; x < size; x++) {
    for (let u = 0; u < size; u++) {
      const norm = u === 0 ? Math.SQRT1_2 : 1;
      basis[x * size + u] = (norm * Math.cos(((2 * x + 1) * u * Math.PI) / (2 * size))) / 2;
    }
  }
  const columns = new Float32Array(size * size);
  return (coefficients, at, quantisation, out, to, stride) => {
    let lastRow = 0;
    let alternating = 0;
    for (let v = 0; v < size; v++) {
      let any = 0;
      for (let u = v === 0 ? 1 : 0; u < size; u++) any |= coefficients[at + v * 8 + u] as number;
      if (any !== 0) lastRow = v;
      alternating |= any;
    }
    const mean = (coefficients[at] as number) * (quantisation[0] as number);
    if (alternating === 0) {
      const flat = mean / 8 + 128;
      for (let y = 0; y < size; y++) out.fill(flat, to + y * stride, to + y * stride + size);
      return;
    }
    for (let v = 0; v <= lastRow; v++) {
      for (let x = 0; x < size; x++) {
        let sum = 0;
        for (let u = 0; u < size; u++) {
          const place = v * 8 + u;
          const value = coefficients[at + place] as number;
          if (value !== 0) sum += (basis[x * size + u] as number) * value * (quantisation[place] as number);
        }
        columns[v * size + x] = sum;
      }
    }
    for (let y = 0; y < size; y++) {
      for (let x = 0; x < size; x++) {
        let sum = 128;
        for (let v = 0; v <= lastRow; v++)
          sum += (basis[y * size + v] as number) * (columns[v * size + x] as number);
        out[to + y * stride + x] = sum;
      }
    }
  };
}
