/**
 * Runs the action with some names missing in the global scope. workerd has a `process` that names a Node version and
 * a `WorkerGlobalScope` without a location; emscripten's factories take the Worker for Node, reach for `fs`, or for
 * the script's address. They look only while they are called.
 */
export function withoutGlobals<T>(names: readonly string[], action: () => T): T {
  const global = globalThis as Record<string, unknown>;
  const hidden = names
    .filter((name) => name in global)
    .map((name) => [name, Object.getOwnPropertyDescriptor(global, name)] as const);
  for (const [name] of hidden)
    Object.defineProperty(global, name, { value: undefined, configurable: true, writable: true });
  try {
    return action();
  } finally {
    for (const [name, found] of hidden) {
      if (found) Object.defineProperty(global, name, found);
      // It was inherited, and shows again.
      else delete global[name];
    }
  }
}
