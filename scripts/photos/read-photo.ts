import { parseMrz } from "../../src/features/documents/mrz/parse-mrz.ts";
import type { DocumentsVisionPort } from "../../src/vision/ports/documents.ts";
import type { PhotoResult } from "./result.ts";
import type { Photo } from "./take.ts";
import { workerdCpuMs } from "./workerd-cpu.ts";

/** What the API allows a picture. */
const BUDGET_MS = 5000;

/** Has the documents Worker read a photograph and holds what it read against the truth. */
export async function readPhoto(port: DocumentsVisionPort, photo: Photo, seed: number): Promise<PhotoResult> {
  const { subject, difficulty, megapixels, modulePx } = photo;
  const before = workerdCpuMs();
  const answer = await port.readDocument(photo.jpeg, { budgetMs: BUDGET_MS });
  const after = workerdCpuMs();
  const read = !answer.ok
    ? null
    : subject.symbol
      ? judgeSymbol(answer.value.barcodes, subject.symbol)
      : judgeMrz(answer.value.mrz, subject.mrz);
  return {
    seed,
    kind: subject.kind,
    heightPx: difficulty.heightPx,
    blur: difficulty.blur,
    modulePx,
    glare: difficulty.shot.glare > 0,
    megapixels,
    found: read !== null,
    valid: read?.valid ?? false,
    exact: read !== null && read.text === read.truth,
    falseAccept: read?.valid && read.text !== read.truth ? { truth: read.truth, read: read.text } : null,
    cpuMs: before === null || after === null ? null : after - before,
  };
}

type Read = { text: string; truth: string; valid: boolean } | null;
type Reading = Extract<Awaited<ReturnType<DocumentsVisionPort["readDocument"]>>, { ok: true }>["value"];

function judgeSymbol(barcodes: Reading["barcodes"], truth: Uint8Array): Read {
  const found = barcodes.find(({ format }) => format === "PDF417");
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
  return found ? { text: hex(found.bytes), truth: hex(truth), valid: true } : null;
}

function judgeMrz(mrz: Reading["mrz"], truth: readonly string[]): Read {
  if (!mrz) return null;
  const lines = mrz.lines.map(({ text }) => text);
  const confidences = mrz.lines.map((line) => line.confidences);
  const problems = parseMrz(lines, Date.now(), confidences)?.problems;
  // A misread state is a misread all the same, so an unknown one is a doubt here as in the API.
  return { text: lines.join("\n"), truth: truth.join("\n"), valid: problems?.length === 0 };
}
