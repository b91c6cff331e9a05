/** Reads the entropy-coded bits of one scan (ITU-T T.81 §F.2.2.5): stuffed zeros are skipped, a marker ends them. */
export class BitReader {
  private readonly bytes: Uint8Array;
  private at: number;
  private bits = 0;
  private count = 0;

  constructor(bytes: Uint8Array, from: number) {
    this.bytes = bytes;
    this.at = from;
  }

  /** Makes sure that 16 bits and more are there; past the end of the data they are zeros, as libjpeg has it. */
  private fill(): void {
    while (this.count <= 16) {
      let byte = this.bytes[this.at] ?? 0xff;
      if (byte === 0xff) {
        if (this.bytes[this.at + 1] === 0) this.at += 2;
        else byte = 0;
      } else this.at++;
      this.bits = (this.bits << 8) | byte;
      this.count += 8;
    }
  }

  /** The next 16 bits, without taking them. */
  peek16(): number {
    if (this.count < 16) this.fill();
    return (this.bits >>> (this.count - 16)) & 0xffff;
  }

  skip(length: number): void {
    this.count -= length;
  }

  /** An unsigned number of up to 16 bits. */
  read(length: number): number {
    if (length === 0) return 0;
    if (this.count < length) this.fill();
    this.count -= length;
    return (this.bits >>> this.count) & ((1 << length) - 1);
  }

  /** A signed number as T.81 codes differences (§F.1.2.1, EXTEND). */
  readSigned(length: number): number {
    const value = this.read(length);
    return length > 0 && value < 1 << (length - 1) ? value - (1 << length) + 1 : value;
  }

  /** Drops the bits up to the next restart marker and steps over it; false when there is none. */
  restart(): boolean {
    this.bits = 0;
    this.count = 0;
    while (this.at + 1 < this.bytes.length) {
      const next = this.bytes[this.at + 1] as number;
      if (this.bytes[this.at] === 0xff && next !== 0 && next !== 0xff) {
        if (next < 0xd0 || next > 0xd7) return false;
        this.at += 2;
        return true;
      }
      this.at++;
    }
    return false;
  }
}
