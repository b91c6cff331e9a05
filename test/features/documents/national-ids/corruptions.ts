export interface Corruption {
  kind: "change" | "swap";
  number: string;
}

/** Every number that differs in one digit, and every one with two unlike neighbours exchanged. */
export function corruptions(number: string): Corruption[] {
  const letters = Array.from(number);
  const changes = letters.flatMap((letter, at) =>
    /\d/.test(letter)
      ? Array.from("0123456789")
          .filter((other) => other !== letter)
          .map((other): Corruption => ({ kind: "change", number: letters.with(at, other).join("") }))
      : [],
  );
  const swaps = letters.slice(1).flatMap((second, at): Corruption[] => {
    const first = letters[at];
    if (first === undefined || first === second) return [];
    return [
      {
        kind: "swap",
        number: letters
          .with(at, second)
          .with(at + 1, first)
          .join(""),
      },
    ];
  });
  return [...changes, ...swaps];
}
