import type { Entity } from "../../src/features/background/lists/entity.ts";
import { editDistance } from "../../src/features/background/screening/edit-distance.ts";
import { listNames } from "../../src/features/background/screening/name-index.ts";
import { squash } from "../../src/features/background/screening/score-name.ts";
import {
  type Hit,
  type ScreeningQuery,
  searchEvery,
} from "../../src/features/background/screening/search.ts";
import { compareTokens } from "../../src/features/background/screening/similarity.ts";
import { type NameToken, tokenize } from "../../src/features/background/screening/tokens.ts";

/**
 * All entries at or above `minScore` for each query, best first, found without any key: every name is looked at, and
 * scored unless it cannot reach the score, with two thirds of its words unlike any of the query's and its letters, in
 * order, apart too. `people` gives the same entries each time it is called.
 */
export function hitsOfEvery(
  people: () => Iterable<Entity>,
  queries: readonly ScreeningQuery[],
  minScore: number,
): Hit[][] {
  const names = readNames(people());
  const wanted = new Map<number, Set<number>>();
  queries.forEach((query, which) => {
    for (const entity of mayReach(names, tokenize(query.names[0] ?? ""))) {
      const asking = wanted.get(entity) ?? new Set();
      wanted.set(entity, asking.add(which));
    }
  });
  const candidates = queries.map((): Entity[] => []);
  let place = 0;
  for (const entity of people()) {
    for (const which of wanted.get(place) ?? []) candidates[which]?.push(entity);
    place += 1;
  }
  return queries.map((query, which) => searchEvery(listNames(candidates[which] ?? []), query, minScore));
}

interface Names {
  vocabulary: NameToken[];
  /** Words of each name, as slices of `words`. */
  starts: number[];
  words: number[];
  entityOf: number[];
}

function readNames(people: Iterable<Entity>): Names {
  const ids = new Map<string, number>();
  const names: Names = { vocabulary: [], starts: [0], words: [], entityOf: [] };
  let place = 0;
  for (const entity of people) {
    for (const { text } of entity.names) {
      for (const token of tokenize(text)) {
        let id = ids.get(token.text);
        if (id === undefined) {
          id = names.vocabulary.push(token) - 1;
          ids.set(token.text, id);
        }
        names.words.push(id);
      }
      names.starts.push(names.words.length);
      names.entityOf.push(place);
    }
    place += 1;
  }
  return names;
}

function* mayReach(names: Names, query: readonly NameToken[]): Generator<number> {
  // Bit by bit, which words of the query each word of the vocabulary may stand for.
  const likeness = names.vocabulary.map((word) =>
    query.reduce((mask, token, at) => (compareTokens(token, word).score > 0 ? mask | (1 << at) : mask), 0),
  );
  const whole = squash([...query]);
  for (let name = 0; name + 1 < names.starts.length; name++) {
    const [from, to] = [names.starts[name] ?? 0, names.starts[name + 1] ?? 0];
    let mask = 0;
    for (let at = from; at < to; at++) mask |= likeness[names.words[at] ?? 0] ?? 0;
    if (mask === 0) continue;
    const fewer = Math.min(query.length, to - from);
    if (bits(mask) >= fewer - Math.floor(fewer / 3) || isNear(names, from, to, whole)) {
      yield names.entityOf[name] ?? 0;
    }
  }
}

// A whole name is at or above .8 with less than a tenth of its letters wrong; a quarter is beyond doubt.
function isNear(names: Names, from: number, to: number, whole: string): boolean {
  const tokens = names.words.slice(from, to).flatMap((word) => names.vocabulary[word] ?? []);
  const other = squash(tokens);
  const limit = Math.max(whole.length, other.length) / 4;
  return Math.abs(whole.length - other.length) <= limit && editDistance(whole, other, limit) <= limit;
}

function bits(mask: number): number {
  let count = 0;
  for (let rest = mask; rest > 0; rest &= rest - 1) count += 1;
  return count;
}
