import type { Inspector } from "./inspector.ts";

/** What an isolate holds at one place of its work, in MiB. */
export interface HeapSample {
  /** The function at whose entry the isolate was stopped. */
  at: string;
  /** JavaScript heap, buffers outside of it, and all WASM memories. */
  heapMiB: number;
  buffersMiB: number;
  wasmMiB: number;
  totalMiB: number;
}

export interface HeapPeak {
  /** The most that is reachable at once: garbage was collected before it was read. What the isolate needs. */
  live: HeapSample;
  /** The most that was there as it was, garbage not yet collected included. */
  asFound: HeapSample;
  samples: number;
}

interface HeapUsage {
  usedSize: number;
  embedderHeapUsedSize: number;
  backingStorageSize: number;
}

const MIB = 2 ** 20;
const round = (bytes: number) => Math.round((bytes / MIB) * 10) / 10;

/**
 * Stops a Worker at every entry of the named functions while `work` runs, and reads there what the isolate holds. Busy
 * JavaScript answers no inspector, so that nothing can be read but at such stops; name the functions that run while
 * much is held. WASM memories lie outside of what V8 reports and are found by their prototype.
 * @param each readings at one function; the work takes seconds longer for each
 */
export async function heapPeak(
  inspector: Inspector,
  functions: readonly string[],
  work: () => Promise<unknown>,
  each = 4,
): Promise<HeapPeak> {
  const scripts: string[] = [];
  inspector.on("Debugger.scriptParsed", ({ scriptId }) => scripts.push(String(scriptId)));
  await inspector.send("Runtime.enable");
  await inspector.send("Debugger.enable");
  await stopAt(inspector, scripts, functions);

  const found: { live: HeapSample; asFound: HeapSample }[] = [];
  const visits = new Map<string, number>();
  const stopped: Promise<void>[] = [];
  inspector.on("Debugger.paused", ({ callFrames }) => {
    const [frame] = callFrames as { callFrameId: string; functionName: string }[];
    const at = frame?.functionName ?? "";
    const visit = (visits.get(at) ?? 0) + 1;
    visits.set(at, visit);
    stopped.push(
      (async () => {
        if (visit <= each) found.push(await sample(inspector, at, frame?.callFrameId ?? ""));
        await inspector.send("Debugger.resume");
      })(),
    );
  });
  await work();
  await Promise.all(stopped);
  await inspector.send("Debugger.disable");
  const most = (samples: HeapSample[]) =>
    samples.reduce((one, other) => (other.totalMiB > one.totalMiB ? other : one));
  return {
    live: most(found.map(({ live }) => live)),
    asFound: most(found.map(({ asFound }) => asFound)),
    samples: found.length,
  };
}

async function sample(
  inspector: Inspector,
  at: string,
  callFrameId: string,
): Promise<{ live: HeapSample; asFound: HeapSample }> {
  const asFound = await inspector.send<HeapUsage>("Runtime.getHeapUsage");
  // Looking for objects by prototype collects garbage first.
  const wasm = await wasmBytes(inspector, callFrameId);
  const live = await inspector.send<HeapUsage>("Runtime.getHeapUsage");
  return { live: toSample(at, live, wasm), asFound: toSample(at, asFound, wasm) };
}

function toSample(at: string, usage: HeapUsage, wasm: number): HeapSample {
  const heap = usage.usedSize + usage.embedderHeapUsedSize;
  return {
    at,
    heapMiB: round(heap),
    buffersMiB: round(usage.backingStorageSize),
    wasmMiB: round(wasm),
    totalMiB: round(heap + usage.backingStorageSize + wasm),
  };
}

interface Remote {
  result: { objectId?: string; value?: number };
}

async function wasmBytes(inspector: Inspector, callFrameId: string): Promise<number> {
  const objectGroup = "wasm";
  const prototype = await inspector.send<Remote>("Debugger.evaluateOnCallFrame", {
    callFrameId,
    expression: "WebAssembly.Memory.prototype",
    objectGroup,
  });
  const { objects } = await inspector.send<{ objects: { objectId: string } }>("Runtime.queryObjects", {
    prototypeObjectId: prototype.result.objectId,
    objectGroup,
  });
  const sum = await inspector.send<Remote>("Runtime.callFunctionOn", {
    objectId: objects.objectId,
    functionDeclaration:
      "function () { return this.reduce((sum, { buffer }) => sum + buffer.byteLength, 0); }",
    returnByValue: true,
  });
  await inspector.send("Runtime.releaseObjectGroup", { objectGroup });
  return sum.result.value ?? 0;
}

/** Stops at the entry of each function, found in the minified bundle by the name that esbuild keeps beside it. */
async function stopAt(
  inspector: Inspector,
  scripts: readonly string[],
  functions: readonly string[],
): Promise<void> {
  const found = new Set<string>();
  for (const scriptId of scripts) {
    const { scriptSource } = await inspector.send<{ scriptSource: string }>("Debugger.getScriptSource", {
      scriptId,
    });
    for (const name of functions) {
      const kept = new RegExp(`\\(([\\w$]+),"${name}"\\)`).exec(scriptSource);
      const head = `function ${kept?.[1]}(`;
      // The name is kept right behind its function; inner functions before it may bear the same short name.
      const offset = kept ? scriptSource.lastIndexOf(head, kept.index) : -1;
      if (offset < 0) continue;
      const before = scriptSource.slice(0, offset + head.length).split("\n");
      await inspector.send("Debugger.setBreakpoint", {
        location: { scriptId, lineNumber: before.length - 1, columnNumber: before.at(-1)?.length ?? 0 },
      });
      found.add(name);
    }
  }
  const lost = functions.filter((name) => !found.has(name));
  if (lost.length > 0) throw new Error(`not in the bundle: ${lost.join(", ")}`);
}
