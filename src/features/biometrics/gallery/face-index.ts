import { inverseNorm } from "./quantise.ts";
import { type Scored, TopScores } from "./top-scores.ts";

const PAGE_BYTES = 65_536;
/** Rows scored by one call into the kernel; the scores lie in the first page, after the probe. */
const CHUNK = 8_192;
const SCORES_AT = 4_096;
/** The first page holds probe and scores. */
const ROWS_AT = PAGE_BYTES;
/** Grown by 4 MB: 8,192 faces of 512 numbers. */
const GROW_PAGES = 64;

interface Kernel {
  memory: WebAssembly.Memory;
  dots(probe: number, rows: number, out: number, count: number, length: number): void;
}

/**
 * Quantised templates side by side in the memory of a SIMD kernel, searched exactly: every row is compared.
 * A face is known by a whole number, which its owner gives.
 */
export class FaceIndex {
  readonly #kernel: Kernel;
  readonly #length: number;
  #rows: Int8Array;
  #numbers: number[] = [];
  #inverseNorms: number[] = [];

  /** @param length numbers a template: a multiple of 16, at most 2,048 */
  constructor(kernel: WebAssembly.Module, length: number) {
    if (length % 16 !== 0 || length > SCORES_AT / 2) throw new Error(`no index for templates of ${length}`);
    this.#kernel = new WebAssembly.Instance(kernel).exports as unknown as Kernel;
    this.#length = length;
    this.#rows = new Int8Array(this.#kernel.memory.buffer);
  }

  get size(): number {
    return this.#numbers.length;
  }

  /** Bytes of the kernel's memory. */
  get bytes(): number {
    return this.#rows.byteLength;
  }

  /** Adds a face; the caller sees to it that no number comes twice. */
  add(number: number, template: Int8Array): void {
    if (template.length !== this.#length) throw new Error("template of another length than its index");
    const at = this.#rowAt(this.size);
    if (at + this.#length > this.#rows.length) {
      this.#kernel.memory.grow(GROW_PAGES);
      this.#rows = new Int8Array(this.#kernel.memory.buffer);
    }
    this.#rows.set(template, at);
    this.#numbers.push(number);
    this.#inverseNorms.push(inverseNorm(template));
  }

  /** Forgets a face: the last row takes its place, and what was there is overwritten. */
  remove(number: number): void {
    const at = this.#numbers.indexOf(number);
    if (at < 0) return;
    const last = this.size - 1;
    const lastRow = this.#rowAt(last);
    this.#rows.copyWithin(this.#rowAt(at), lastRow, lastRow + this.#length);
    this.#rows.fill(0, lastRow, lastRow + this.#length);
    this.#numbers[at] = this.#numbers[last] ?? number;
    this.#inverseNorms[at] = this.#inverseNorms[last] ?? 0;
    this.#numbers.pop();
    this.#inverseNorms.pop();
  }

  /** The most similar faces, best first: cosine of the quantised templates, -1 to 1. */
  search(probe: Int8Array, limit: number, minSimilarity: number): Scored<number>[] {
    if (probe.length !== this.#length) throw new Error("probe of another length than its index");
    const { memory, dots } = this.#kernel;
    new Int16Array(memory.buffer, 0, this.#length).set(probe);
    const scores = new Int32Array(memory.buffer, SCORES_AT, CHUNK);
    const probeNorm = inverseNorm(probe);
    const best = new TopScores<number>(limit, minSimilarity);
    for (let from = 0; from < this.size; from += CHUNK) {
      const count = Math.min(CHUNK, this.size - from);
      dots(0, this.#rowAt(from), SCORES_AT, count, this.#length);
      for (let at = 0; at < count; at++) {
        const similarity = (scores[at] ?? 0) * (this.#inverseNorms[from + at] ?? 0) * probeNorm;
        if (similarity >= best.least) best.offer(this.#numbers[from + at] ?? 0, similarity);
      }
    }
    return best.list();
  }

  #rowAt(row: number): number {
    return ROWS_AT + row * this.#length;
  }
}
