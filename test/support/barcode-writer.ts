import { prepareZXingModule } from "zxing-wasm/writer";
import writerWasm from "zxing-wasm/writer/zxing_writer.wasm";

/** Makes `writeBarcode` of zxing-wasm ready: a Worker may only instantiate modules that it was deployed with. */
export const prepareBarcodeWriter = () =>
  prepareZXingModule({
    overrides: {
      instantiateWasm(imports: WebAssembly.Imports, received: (instance: WebAssembly.Instance) => void) {
        const instance = new WebAssembly.Instance(writerWasm, imports);
        received(instance);
        return instance.exports;
      },
    },
    fireImmediately: true,
  });
