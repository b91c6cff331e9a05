/** The values divided by their length; throws when that is zero or no number. */
export function unitLength(values: Float32Array): Float32Array {
  let squares = 0;
  for (const value of values) squares += value * value;
  const length = Math.sqrt(squares);
  if (!(length > 0)) throw new Error("the embedding has no direction");
  return values.map((value) => value / length);
}
