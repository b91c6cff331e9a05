import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { seeded } from "../forensics/random.ts";
import type { Canvas } from "../specimen/canvas.ts";
import { decodeJpegFile } from "../specimen/node-codecs.ts";
import { asJpeg, cutOut, honest, onPaper, onScreen, photograph } from "./recaptures.ts";

type Make = (face: Canvas, random: () => number) => Canvas;

/** What is made of each photograph of a face, by the set's name. */
export const SIMULATED: Record<string, Make> = {
  honest,
  screen_with_rim: (face, random) => onScreen(face, true, random),
  screen: (face, random) => onScreen(face, false, random),
  print_with_margin: (face, random) => onPaper(face, true, random),
  print: (face, random) => onPaper(face, false, random),
  photographic_print: photograph,
  cut_out: cutOut,
};

/**
 * Lays simulated pictures into a folder for each set: honest ones of `people` evenly chosen photographs, attacks with
 * every fifth of them. What is there already stays; an attack takes some seconds.
 */
export async function makeSamples(to: string, faces: string, people: number): Promise<void> {
  const files = readdirSync(faces)
    .filter((file) => /\.jpe?g$/i.test(file))
    .sort();
  const every = Math.max(1, Math.floor(files.length / people));
  const chosen = files.filter((_, at) => at % every === 0).slice(0, people);
  for (const [at, file] of chosen.entries()) {
    const face = await decodeJpegFile(readFileSync(path.join(faces, file)));
    for (const [place, [set, make]] of Object.entries(SIMULATED).entries()) {
      if (set !== "honest" && at % 5 !== 0) continue;
      const target = path.join(to, set, file);
      if (existsSync(target)) continue;
      mkdirSync(path.dirname(target), { recursive: true });
      // A stream of its own, so that each picture is the same whatever was made before it.
      const random = seeded(at * 100 + place);
      writeFileSync(target, asJpeg(make(face, random), random));
    }
    if (at % 5 === 0) console.error(`${at + 1}/${chosen.length} made`);
  }
}
