/** Eight bits a channel, four channels a pixel; may lie in a codec's own memory, so it is used before the next decode. */
export interface RgbaPicture {
  rgba: Uint8ClampedArray;
  width: number;
  height: number;
}

/** A decoder with a WASM memory of its own. */
export interface Codec {
  decode(bytes: Uint8Array): RgbaPicture;
  memoryBytes(): number;
}
