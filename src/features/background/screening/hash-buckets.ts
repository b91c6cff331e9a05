/** A multimap from 32-bit hashes to numbers in two typed arrays: about 5 bytes an entry, nothing for the GC to walk. */
export interface HashBuckets {
  /** Where each bucket begins in `values`; one more than there are buckets (a power of two). */
  starts: Uint32Array;
  values: Uint32Array;
}

/** FNV-1a of an ASCII text. http://www.isthe.com/chongo/tech/comp/fnv/ */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** Packs parallel arrays of hashes and values. Buckets hold about two entries: a look-up verifies what it gets. */
export function packBuckets(hashes: number[], values: number[]): HashBuckets {
  let size = 64;
  while (size < hashes.length / 2) size *= 2;
  const starts = new Uint32Array(size + 1);
  for (const hash of hashes) starts[(hash & (size - 1)) + 1] = (starts[(hash & (size - 1)) + 1] ?? 0) + 1;
  for (let at = 0; at < size; at++) starts[at + 1] = (starts[at + 1] ?? 0) + (starts[at] ?? 0);
  const next = starts.slice(0, size);
  const packed = new Uint32Array(values.length);
  hashes.forEach((hash, at) => {
    const bucket = hash & (size - 1);
    const place = next[bucket] ?? 0;
    packed[place] = values[at] ?? 0;
    next[bucket] = place + 1;
  });
  return { starts, values: packed };
}

/** What may be stored under the hash, and whatever shares its bucket. */
export function bucketOf(buckets: HashBuckets, hash: number): Uint32Array {
  const bucket = hash & (buckets.starts.length - 2);
  return buckets.values.subarray(buckets.starts[bucket], buckets.starts[bucket + 1]);
}

/** The word itself and each text one letter shorter: two words one slip apart share one of these (SymSpell). */
export function deletions(word: string): string[] {
  const keys = [word];
  for (let at = 0; at < word.length; at++) {
    if (at > 0 && word[at] === word[at - 1]) continue;
    keys.push(word.slice(0, at) + word.slice(at + 1));
  }
  return keys;
}
