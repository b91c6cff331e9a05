/** What we use of Tesseract's C++ API as emscripten's WebIDL binder exposes it. */
declare module "tesseract.js-core/tesseract-core-relaxedsimd-lstm.js" {
  export interface TessBaseAPI {
    Init(dataPath: string, languages: string, engineMode: number, config: string): number;
    SetVariable(name: string, value: string): boolean;
    /** Takes `/input` of the file system. */
    SetImageFile(exif: number, angle: number): number;
    AnalyseLayout(): PageIterator;
    Recognize(monitor: null): number;
    GetTSVText(page: number): string;
    Clear(): void;
    End(): void;
  }
  export interface PageIterator {
    /** True while there is another element of the level (2 = text line). */
    Next(level: number): boolean;
  }
  export interface TesseractModule {
    FS: { writeFile(path: string, bytes: Uint8Array): void; unlink(path: string): void };
    HEAPU8?: Uint8Array;
    TessBaseAPI: new () => TessBaseAPI;
    destroy(object: unknown): void;
    getPointer?(object: unknown): number;
  }
  export default function start(options: {
    instantiateWasm(
      imports: WebAssembly.Imports,
      done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
    ): WebAssembly.Exports;
    print(text: string): void;
    printErr(text: string): void;
  }): Promise<TesseractModule>;
}
