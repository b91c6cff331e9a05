import * as z from "zod";

export type JsonSchema = Record<string, unknown>;

/** Where named parts of schemas are collected: `components.schemas` of the document. */
export type SchemaShelf = Record<string, JsonSchema>;

/**
 * The JSON Schema (2020-12, as OpenAPI 3.1 has it) of what travels: what a caller sends, or what a verb answers
 * before any parsing. Definitions that zod keeps beside a schema move to the shelf, since `#/$defs` would point
 * into the document's root.
 * @param owner makes the moved names unique
 */
export function toJsonSchema(schema: z.ZodType, owner: string, shelf: SchemaShelf): JsonSchema {
  const {
    $schema: _,
    $defs,
    ...rest
  } = z.toJSONSchema(schema, {
    io: "input",
    target: "draft-2020-12",
    unrepresentable: "any",
  }) as JsonSchema & { $defs?: Record<string, JsonSchema> };
  const nameOf = (name: string) => `${owner}_${name.replace(/[^A-Za-z0-9._-]/g, "_")}`;
  for (const [name, definition] of Object.entries($defs ?? {})) {
    shelf[nameOf(name)] = withMovedRefs(definition, nameOf) as JsonSchema;
  }
  return withMovedRefs(rest, nameOf) as JsonSchema;
}

function withMovedRefs(node: unknown, nameOf: (name: string) => string): unknown {
  if (Array.isArray(node)) return node.map((item) => withMovedRefs(item, nameOf));
  if (typeof node !== "object" || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => {
      const moved = key === "$ref" && typeof value === "string" ? /^#\/\$defs\/(.+)$/.exec(value) : null;
      if (moved?.[1]) return [key, `#/components/schemas/${nameOf(moved[1])}`];
      return [key, withMovedRefs(value, nameOf)];
    }),
  );
}
