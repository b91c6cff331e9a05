/** Of a normal distribution: 95 % lie within. */
const Z = 1.96;

/** Wilson's interval (1927) in which a share lies with 95 % confidence, three decimals; null without any trial. */
export function interval(hits: number, trials: number): readonly [number, number] | null {
  if (trials === 0) return null;
  const share = hits / trials;
  const middle = share + (Z * Z) / (2 * trials);
  const reach = Z * Math.sqrt((share * (1 - share)) / trials + (Z * Z) / (4 * trials * trials));
  const scale = 1 + (Z * Z) / trials;
  const rounded = (value: number) => Math.round(Math.min(1, Math.max(0, value / scale)) * 1000) / 1000;
  return [rounded(middle - reach), rounded(middle + reach)];
}
