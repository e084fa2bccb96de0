/** What `make` gives, made when it is first asked for: tables that most runs do not look into cost nothing then. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
