export interface Scored<T> {
  item: T;
  similarity: number;
}

/** Keeps the best few of many: the list stays sorted, and most offers end at the comparison with its last. */
export class TopScores<T> {
  readonly #limit: number;
  readonly #best: Scored<T>[] = [];
  /** What an offer has to reach. */
  least: number;

  constructor(limit: number, minSimilarity: number) {
    this.#limit = limit;
    this.least = minSimilarity;
  }

  offer(item: T, similarity: number): void {
    if (!(similarity >= this.least)) return;
    let at = this.#best.length;
    while (at > 0 && (this.#best[at - 1]?.similarity ?? 0) < similarity) at--;
    this.#best.splice(at, 0, { item, similarity });
    if (this.#best.length > this.#limit) this.#best.pop();
    if (this.#best.length === this.#limit) this.least = this.#best.at(-1)?.similarity ?? this.least;
  }

  /** Best first. */
  list(): Scored<T>[] {
    return [...this.#best];
  }
}
