import type { RowSink } from "../area-scale.ts";
import { MARKER, readJpegSegments } from "../jpeg-segments.ts";
import { type Component, type Frame, readFrame, readTables, type Tables } from "./frame.ts";
import { type BlockSize, createInverseDct } from "./inverse-dct.ts";
import { decodeScan, readScan, type Scan } from "./scan.ts";

/**
 * Decodes a JPEG picture row by row, at full or half size, without ever holding its pixels: mozjpeg's build for
 * the web can neither scale nor stream, and a telephone's 12 megapixels would fill an isolate. One sequential scan
 * needs a row of blocks; a progressive file two bytes for every coefficient. Throws on damaged data.
 * @param size 8 for full size, 4 for half; the picture is then `ceil(side * size / 8)` pixels wide and high.
 */
export function streamJpegRows(bytes: Uint8Array, size: BlockSize, sink: RowSink): void {
  const segments = readJpegSegments(bytes) ?? [];
  const header = segments.find(({ marker }) => marker >= 0xc0 && marker <= 0xc2);
  if (!header) throw new Error("no frame that we can read");
  const frame = readFrame(bytes, header);
  const tables: Tables = { quantisation: [], dc: [], ac: [], restartInterval: 0 };
  const scans = segments.filter(({ marker }) => marker === MARKER.SOS);
  const oneRow = !frame.progressive && scans.length === 1;
  for (const component of frame.components) {
    const rows = oneRow ? component.v : frame.mcusHigh * component.v;
    component.coefficients = new Int16Array(component.storedWide * rows * 64);
  }
  const painter = createPainter(frame, tables, size, usesRgb(bytes, segments, frame), sink);
  for (const segment of segments) {
    readTables(bytes, segment, tables);
    if (segment.marker !== MARKER.SOS) continue;
    const scan: Scan = readScan(bytes, segment, frame, tables);
    if (oneRow && scan.parts.length !== frame.components.length) throw new Error("a component has no scan");
    decodeScan(bytes, scan, frame, oneRow, (row) => {
      if (!oneRow) return;
      painter.paintMcuRow(row, 0);
      for (const { coefficients } of frame.components) coefficients.fill(0);
    });
  }
  if (!oneRow) for (let row = 0; row < frame.mcusHigh; row++) painter.paintMcuRow(row, row);
}

/** Colours are RGB when Adobe's segment says that they were not transformed, or components are named so. */
function usesRgb(
  bytes: Uint8Array,
  segments: readonly { marker: number; body: number; end: number }[],
  frame: Frame,
): boolean {
  const adobe = segments.find(
    ({ marker, body, end }) =>
      marker === MARKER.APP14 && end - body >= 12 && bytes[body] === 0x41 && bytes[body + 1] === 0x64,
  );
  if (adobe) return bytes[adobe.body + 11] === 0;
  return frame.components.map(({ id }) => String.fromCharCode(id)).join("") === "RGB";
}

function createPainter(frame: Frame, tables: Tables, size: BlockSize, rgb: boolean, sink: RowSink) {
  const inverse = createInverseDct(size);
  const width = Math.ceil((frame.width * size) / 8);
  const height = Math.ceil((frame.height * size) / 8);
  const planes = frame.components.map((component) => ({
    component,
    stride: component.storedWide * size,
    samples: new Uint8ClampedArray(component.storedWide * size * component.v * size),
  }));
  const line = new Uint8ClampedArray(width * 4);

  return {
    /** Turns a row of MCUs, whose coefficients lie in row `stored` of the room for them, into rows of pixels. */
    paintMcuRow(row: number, stored: number): void {
      for (const { component, stride, samples } of planes) {
        const quantisation = tables.quantisation[component.quantisation];
        if (!quantisation) throw new Error("a quantisation table is missing");
        transformRow(component, quantisation, stored, stride, samples);
      }
      const rows = frame.maxV * size;
      for (let y = 0; y < rows && row * rows + y < height; y++) {
        paintLine(y);
        sink.row(line, 0);
      }
    },
  };

  function transformRow(
    component: Component,
    quantisation: Uint16Array,
    stored: number,
    stride: number,
    samples: Uint8ClampedArray,
  ): void {
    for (let down = 0; down < component.v; down++) {
      for (let across = 0; across < component.storedWide; across++) {
        const at = ((stored * component.v + down) * component.storedWide + across) * 64;
        inverse(
          component.coefficients,
          at,
          quantisation,
          samples,
          down * size * stride + across * size,
          stride,
        );
      }
    }
  }

  function paintLine(y: number): void {
    const [first, second, third] = planes.map(({ component, stride, samples }) => ({
      samples,
      at: Math.floor((y * component.v) / frame.maxV) * stride,
      step: component.h / frame.maxH,
    }));
    if (!first) return;
    for (let x = 0, to = 0; x < width; x++, to += 4) {
      const luma = first.samples[first.at + Math.floor(x * first.step)] as number;
      line[to + 3] = 255;
      if (!second || !third) {
        line[to] = line[to + 1] = line[to + 2] = luma;
        continue;
      }
      const blue = second.samples[second.at + Math.floor(x * second.step)] as number;
      const red = third.samples[third.at + Math.floor(x * third.step)] as number;
      if (rgb) {
        line[to] = luma;
        line[to + 1] = blue;
        line[to + 2] = red;
        continue;
      }
      // JFIF 1.02, the full-range form of BT.601.
      line[to] = luma + 1.402 * (red - 128);
      line[to + 1] = luma - 0.344136 * (blue - 128) - 0.714136 * (red - 128);
      line[to + 2] = luma + 1.772 * (blue - 128);
    }
  }
}
