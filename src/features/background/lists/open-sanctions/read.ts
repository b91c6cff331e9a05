import { type DecodingReport, decodeLines } from "../decode-lines.ts";
import { ListProblem } from "../list-problem.ts";

/** An entity of the FollowTheMoney model, as OpenSanctions writes one a line. */
export interface FtmEntity {
  id: string;
  caption: string;
  /** `Person`, `Company`, `Address`, `Sanction` … */
  schema: string;
  properties: Record<string, string[]>;
  datasets: string[];
  /** True for who is listed; false for addresses, documents, relatives and the like. */
  target: boolean;
  /** ISO 8601; when the publisher's collector last found it. */
  lastSeen: string | null;
}

/** Reads FollowTheMoney JSON lines (`entities.ftm.json`). Throws `ListProblem` for a line that is no entity. */
export async function* readFtm(
  chunks: AsyncIterable<Uint8Array>,
  report: DecodingReport,
): AsyncGenerator<FtmEntity> {
  for await (const block of decodeLines(chunks, report)) {
    for (const line of block.split("\n")) {
      if (line.trim() !== "") yield toEntity(line);
    }
  }
}

function toEntity(line: string): FtmEntity {
  const found = parse(line);
  const { id, schema, properties } = found;
  if (typeof id !== "string" || typeof schema !== "string" || !isRecord(properties)) {
    throw new ListProblem("not an entity of FollowTheMoney");
  }
  const values = Object.entries(properties).map(([name, value]) => [name, texts(value)] as const);
  return {
    id,
    schema,
    caption: typeof found.caption === "string" ? found.caption : "",
    properties: Object.fromEntries(values),
    datasets: texts(found.datasets),
    // OpenSanctions is giving the mark up: without it, a reason to be listed stands for it.
    // https://www.opensanctions.org/faq/23/targets
    target: typeof found.target === "boolean" ? found.target : texts(properties.topics).length > 0,
    lastSeen: typeof found.last_seen === "string" ? found.last_seen : null,
  };
}

function parse(line: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(line);
    if (isRecord(value)) return value;
  } catch {
    // The parser's own words would quote the line, and with it a person.
    throw new ListProblem("a line is cut, or no JSON");
  }
  throw new ListProblem("not an entity of FollowTheMoney");
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === "string" && one.trim() !== "") : [];
