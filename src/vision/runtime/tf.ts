import { BackendWasm } from "@tensorflow/tfjs-backend-wasm/dist/backend_wasm.js";
import startModule from "@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.js";
import { memory, ready, registerBackend, removeBackend, setBackend } from "@tensorflow/tfjs-core";
import { registerKernels } from "./kernels.ts";
import { withoutGlobals } from "./without-globals.ts";

/** A running tfjs WASM backend; there is one in an isolate, because tfjs keeps its backends in a global. */
export interface Tf {
  /** Bytes of WASM memory; it grows to the largest need so far and never shrinks. */
  heapBytes(): number;
  /** Live tensors, weights included: a number that grows from run to run is a leak. */
  tensorCount(): number;
  /** Ends the instance, so that the next `startTf` begins with fresh memory (after a trap). */
  stop(): void;
}

/** What we use of the module that emscripten's factory gives. */
interface EmscriptenModule {
  HEAPU8: Uint8Array;
  cwrap(name: string, result: "number" | null, parameters: "number"[]): (...values: number[]) => number;
  tfjs: Record<string, (...values: number[]) => number>;
}

/** After a trap even the tidying-up may trap; the instance must go all the same, or no new one could be registered. */
class TrapProofBackend extends BackendWasm {
  override dispose(): void {
    try {
      super.dispose();
    } catch {
      // Its memory is freed with the instance.
    }
  }
}

/**
 * Starts tfjs on a WASM module compiled at deployment (`import module from "….wasm"`), as Workers may not compile
 * bytes: the package's own `init` would, so its index is not imported. The module is the SIMD build
 * (`tfjs-backend-wasm-simd.wasm`), which has the imports and exports of the plain one.
 */
export async function startTf(module: WebAssembly.Module): Promise<Tf> {
  const starting = withoutGlobals(["process"], () =>
    startModule({
      instantiateWasm(imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void) {
        const instance = new WebAssembly.Instance(module, imports);
        done(instance);
        return instance.exports;
      },
    }),
  );
  const emscripten = (await starting) as unknown as EmscriptenModule;
  const wrap = (name: string, result: "number" | null, parameters: number) =>
    emscripten.cwrap(name, result, new Array<"number">(parameters).fill("number"));
  // The functions and names that backend_wasm.js expects (its own `init` wraps the same six).
  emscripten.tfjs = {
    init: wrap("init", null, 0),
    initWithThreadsCount: wrap("init_with_threads_count", null, 1),
    getThreadsCount: wrap("get_threads_count", "number", 0),
    registerTensor: wrap("register_tensor", null, 3),
    disposeData: wrap("dispose_data", null, 1),
    dispose: wrap("dispose", null, 0),
  };
  registerKernels();
  registerBackend("wasm", () => new TrapProofBackend(emscripten as never));
  if (!(await setBackend("wasm"))) throw new Error("tfjs: the WASM backend did not start");
  await ready();
  return {
    heapBytes: () => emscripten.HEAPU8.byteLength,
    tensorCount: () => memory().numTensors,
    stop: () => removeBackend("wasm"),
  };
}
