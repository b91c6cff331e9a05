/** Eight bits a channel, four channels a pixel; unless `owned`, it lies in the codec's own memory until the next decode. */
export interface RgbaPicture {
  owned: boolean;
  rgba: Uint8ClampedArray;
  width: number;
  height: number;
}

/** A decoder with a WASM memory of its own. */
export interface Codec {
  decode(bytes: Uint8Array): RgbaPicture;
  memoryBytes(): number;
}
