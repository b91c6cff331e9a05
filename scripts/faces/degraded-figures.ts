import { readFileSync } from "node:fs";
import path from "node:path";
import { DEFAULT_MATCH_THRESHOLD } from "../../src/features/biometrics/face-match.ts";
import { similarityOf } from "../../src/features/biometrics/similarity.ts";
import type { FaceTemplate } from "../../src/storage/face-template.ts";
import { blurred, type Change, changed, framed, scaled } from "./degrade.ts";
import type { Describer } from "./describe.ts";

/** Faces of LFW's 250-pixel pictures are about this high: half of them lie between 118 and 140. */
const USUAL_HEIGHT_PX = 128;
/** The side of LFW's pictures: a smaller face stands in the middle of as large a picture. */
const FRAME_PX = 250;
const HEIGHTS_PX = [128, 96, 64, 48, 32, 24];
const SIGMAS_PX = [1, 2, 3, 4];

const CONDITIONS: readonly { condition: string; change: Change }[] = [
  ...HEIGHTS_PX.map((height) => ({
    condition: `${height} px`,
    change: (canvas: Parameters<Change>[0]) => framed(scaled(canvas, height / USUAL_HEIGHT_PX), FRAME_PX),
  })),
  ...SIGMAS_PX.map((sigma) => ({
    condition: `blur ${sigma} px`,
    change: (canvas: Parameters<Change>[0]) => blurred(canvas, sigma),
  })),
];

export interface DegradedFigures {
  condition: string;
  probes: number;
  /** Probes in which no face was found; they are not matched. */
  notFound: number;
  /** Share of a person's own references that the probes miss at the product's threshold. */
  fnmr: number;
  /** Share of other people's references that they reach; null when none did in so many comparisons. */
  fmr: number | null;
  strangers: number;
}

/** Degraded probes (the first pictures of same pairs) against the other, intact pictures of these pairs. */
export async function degradedFigures(
  describer: Describer,
  dir: string,
  pairs: readonly { a: string; b: string }[],
  references: ReadonlyMap<string, FaceTemplate | null>,
  wanted: readonly string[],
): Promise<DegradedFigures[]> {
  const person = (image: string): string => image.replace(/_\d+\.[a-z]+$/i, "");
  const figures: DegradedFigures[] = [];
  for (const { condition, change } of CONDITIONS) {
    if (wanted.length > 0 && !wanted.includes(condition)) continue;
    let [notFound, missed, reached, strangers] = [0, 0, 0, 0];
    for (const { a, b } of pairs) {
      const file = new Uint8Array(readFileSync(path.join(dir, a)));
      const probe = await describer.describe(await changed(file, change));
      if (!probe) notFound++;
      for (const other of pairs) {
        const reference = references.get(other.b);
        const similarity = probe && reference ? similarityOf(probe, reference) : null;
        const accepted = (similarity ?? -1) >= DEFAULT_MATCH_THRESHOLD;
        if (other.b === b) missed += accepted ? 0 : 1;
        else if (person(other.b) !== person(a) && probe) {
          strangers++;
          reached += accepted ? 1 : 0;
        }
      }
    }
    figures.push({
      condition,
      probes: pairs.length,
      notFound,
      fnmr: missed / pairs.length,
      fmr: reached > 0 ? reached / strangers : null,
      strangers,
    });
    console.error(JSON.stringify(figures.at(-1)));
  }
  return figures;
}
