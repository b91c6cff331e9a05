import startCore, { type PageIterator } from "tesseract.js-core/tesseract-core-relaxedsimd-lstm.js";
import type { GrayPicture } from "../image/gray.ts";
import type { PrintedLine } from "../ports/printed-text.ts";
import { withoutGlobals } from "../runtime/without-globals.ts";
import { toPgm } from "./pgm.ts";
import { linesOfTsv } from "./tsv.ts";

/** A running Tesseract; it holds one picture at a time. */
export interface Tesseract {
  /** Reads the print of an upright picture; with more than `maxLines` lines found, nothing, and `complete` is false. */
  read(picture: GrayPicture, maxLines: number): { lines: PrintedLine[]; complete: boolean };
  /** Bytes of WASM memory; it grows to the largest need so far and never shrinks. */
  heapBytes(): number;
}

/** `OEM_LSTM_ONLY`: the build has no other engine. */
const LSTM_ONLY = 1;
/** `RIL_TEXTLINE` of Tesseract's page iterator. */
const TEXT_LINE = 2;

/**
 * The dictionaries are left out: names, places and numbers are in none, and a net that is pulled towards words
 * misreads them.
 */
const CONFIG = "load_system_dawg 0\nload_freq_dawg 0\nload_number_dawg 0\nload_punc_dawg 0\n";

/**
 * Starts Tesseract on a WASM module compiled at deployment, since Workers may not compile bytes.
 * @param traineddata the uncompressed `<language>.traineddata` files by language
 */
export async function startTesseract(
  module: WebAssembly.Module,
  traineddata: ReadonlyMap<string, Uint8Array>,
): Promise<Tesseract> {
  let memory: WebAssembly.Memory | null = null;
  const core = await withoutGlobals(["process", "WorkerGlobalScope"], () =>
    startCore({
      instantiateWasm(imports, done) {
        const instance = new WebAssembly.Instance(module, imports);
        memory = Object.values(instance.exports).find((one) => one instanceof WebAssembly.Memory) ?? null;
        done(instance, module);
        return instance.exports;
      },
      // What it prints may quote what it reads.
      print: () => {},
      printErr: () => {},
    }),
  );
  const encoder = new TextEncoder();
  for (const [language, bytes] of traineddata) core.FS.writeFile(`/${language}.traineddata`, bytes);
  core.FS.writeFile("/config", encoder.encode(CONFIG));
  const api = new core.TessBaseAPI();
  const languages = [...traineddata.keys()];
  if (api.Init("/", languages.join("+"), LSTM_ONLY, "/config") !== 0)
    throw new Error("Tesseract did not start");
  for (const language of languages) core.FS.unlink(`/${language}.traineddata`);
  // Sparse text: a document is no page of paragraphs, its fields stand in any order.
  api.SetVariable("tessedit_pageseg_mode", "11");
  // Told, or it is guessed from the size of the letters, which differ widely on a document.
  api.SetVariable("user_defined_dpi", "300");

  return {
    read(picture, maxLines) {
      core.FS.writeFile("/input", toPgm(picture));
      try {
        api.SetImageFile(1, 0);
        if (countLines(api.AnalyseLayout(), (object) => core.destroy(object)) > maxLines)
          return { lines: [], complete: false };
        api.Recognize(null);
        return { lines: linesOfTsv(api.GetTSVText(0)), complete: true };
      } finally {
        api.Clear();
        core.FS.unlink("/input");
      }
    },
    heapBytes: () => memory?.buffer.byteLength ?? 0,
  };
}

function countLines(page: PageIterator, destroy: (object: PageIterator) => void): number {
  // The binder wraps even a null pointer, of which nothing may be asked.
  if (!hasPointer(page)) return 0;
  let lines = 1;
  while (page.Next(TEXT_LINE)) lines++;
  destroy(page);
  return lines;
}

/** The pointer is the wrapper's only number; its name is the minifier's. */
const hasPointer = (object: object): boolean =>
  Object.values(object).some((value) => typeof value === "number" && value !== 0);
