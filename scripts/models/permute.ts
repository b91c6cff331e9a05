/** Copies a dense row-major tensor with its axes in another order: axis `i` of the result is axis `order[i]`. */
export function permute(
  values: Float32Array,
  shape: readonly number[],
  order: readonly number[],
): { shape: number[]; values: Float32Array } {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((total, side) => total * side, 1));
  const newShape = order.map((axis) => shape[axis] ?? 1);
  const newStrides = order.map((axis) => strides[axis] ?? 1);
  const result = new Float32Array(values.length);
  const index = new Array<number>(newShape.length).fill(0);
  let from = 0;
  for (let to = 0; to < result.length; to++) {
    result[to] = values[from] ?? 0;
    for (let axis = newShape.length - 1; axis >= 0; axis--) {
      from += newStrides[axis] ?? 0;
      index[axis] = (index[axis] ?? 0) + 1;
      if ((index[axis] ?? 0) < (newShape[axis] ?? 0)) break;
      from -= (newStrides[axis] ?? 0) * (newShape[axis] ?? 0);
      index[axis] = 0;
    }
  }
  return { shape: newShape, values: result };
}
