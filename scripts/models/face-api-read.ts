import { z } from "zod";

/** A tensor as tensorflow.js lays it down. */
export interface FaceApiTensor {
  shape: number[];
  values: Float32Array;
}

const manifestSchema = z.tuple([
  z.object({
    weights: z.array(
      z.object({
        name: z.string(),
        shape: z.array(z.number().int().positive()),
        dtype: z.literal("float32"),
        quantization: z.object({ dtype: z.literal("uint8"), scale: z.number(), min: z.number() }).optional(),
      }),
    ),
  }),
]);

/**
 * The tensors of a face-api model by name: in the order of the manifest, as float32 or as bytes of which each
 * stands for byte × scale + min (tensorflow.js, weight quantisation). Throws when the two files do not fit.
 */
export function readFaceApi(manifest: Uint8Array, bin: Uint8Array): Map<string, FaceApiTensor> {
  const [{ weights }] = manifestSchema.parse(JSON.parse(new TextDecoder().decode(manifest)));
  const tensors = new Map<string, FaceApiTensor>();
  let at = 0;
  for (const { name, shape, quantization } of weights) {
    const count = shape.reduce((product, side) => product * side, 1);
    const end = at + count * (quantization ? 1 : 4);
    if (end > bin.byteLength) throw new Error(`face-api: ${name} ends beyond the file`);
    const bytes = Uint8Array.from(bin.subarray(at, end)); // a copy: a Float32Array starts on a multiple of four
    const values = quantization
      ? Float32Array.from(bytes, (byte) => byte * quantization.scale + quantization.min)
      : new Float32Array(bytes.buffer);
    tensors.set(name, { shape, values });
    at = end;
  }
  if (at !== bin.byteLength) throw new Error("face-api: the file holds more than its manifest names");
  return tensors;
}
