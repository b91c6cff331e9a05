/** What `make` makes, made when it is first asked for: what few requests need costs no isolate its start. */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
