/** Names that would reach an object's prototype. */
const FORBIDDEN = new Set(["__proto__", "constructor", "prototype"]);

const partsOf = (pointer: string): string[] =>
  pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));

/** True for a JSON Pointer (RFC 6901) that names no part of an object's prototype. */
export const isPointer = (text: string): boolean =>
  /^(\/([^~/]|~[01])*)*$/.test(text) && !partsOf(text).some((part) => FORBIDDEN.has(part));

/** The value that a JSON Pointer names (RFC 6901 §4); undefined where there is none. */
export function readAt(value: unknown, pointer: string): unknown {
  let at = value;
  for (const part of partsOf(pointer)) {
    if (Array.isArray(at)) at = /^(0|[1-9]\d{0,5})$/.test(part) ? at[Number(part)] : undefined;
    else if (typeof at === "object" && at !== null && Object.hasOwn(at, part)) {
      at = (at as Record<string, unknown>)[part];
    } else return undefined;
  }
  return at;
}

/** Puts a value where a JSON Pointer says, making the objects on the way; only objects, never arrays. */
export function writeAt(target: Record<string, unknown>, pointer: string, value: unknown): void {
  const parts = partsOf(pointer);
  const last = parts.pop();
  if (last === undefined) return;
  let at = target;
  for (const part of parts) {
    const next = Object.hasOwn(at, part) ? at[part] : undefined;
    if (typeof next === "object" && next !== null) at = next as Record<string, unknown>;
    else {
      const made: Record<string, unknown> = {};
      at[part] = made;
      at = made;
    }
  }
  at[last] = value;
}
