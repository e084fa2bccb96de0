import type { Lockfile, ResolvedPackage } from '../model';

/** Where a lockfile takes a package from, if that is not the public registry. */
export type TakenFrom = (packageName: string) => string | undefined;

/**
 * The packages that a lockfile takes from another registry than the public one, though it takes some from that. It was
 * written where a private registry was known, and may be read where none is: by a new colleague, or in CI. Where all come
 * from one place that may be a mirror of the public registry, and says nothing about any of them.
 *
 * @param isOpen whether a registry, by its address, is the public one or a mirror of it
 * @returns the address of the other registry, as the lockfile has it
 */
export function takenElsewhere(
  { format, packages }: Lockfile,
  isOpen: (registry: string) => boolean,
): TakenFrom {
  const elsewhere = new Map<string, string>();
  let isMixed = false;
  for (const one of packages) {
    const registry = registryIn(one);
    if (registry === undefined) isMixed ||= NAMES_OTHERS_ONLY.has(format) && isOfUsual(one);
    else if (isOpen(registry)) isMixed = true;
    else elsewhere.set(one.name, registry);
  }
  return (name) => (isMixed ? elsewhere.get(name) : undefined);
}

/** They state an address only where it is not that of the usual registry. */
const NAMES_OTHERS_ONLY: ReadonlySet<string> = new Set(['pnpm-lock.yaml', 'bun.lock']);

function isOfUsual({ link, resolved, archive }: ResolvedPackage): boolean {
  return !link && resolved === undefined && archive === undefined;
}

/** What stands before the name in the address of an archive: `https://host/path/@scope/name/-/name-1.0.0.tgz`. */
function registryIn({ name, resolved, archive = resolved, link }: ResolvedPackage): string | undefined {
  if (archive === undefined || link || !/^https?:\/\//.test(archive)) return undefined;
  const names = [name, name.replace('/', '%2f'), name.replace('/', '%2F')];
  for (const each of names) {
    // GitHub's registry has another form: `https://host/download/@scope/name/1.0.0/hash`.
    const at = [`/${each}/-/`, `/download/${each}/`].map((part) => archive.indexOf(part));
    const found = at.find((index) => index > 'https://'.length);
    if (found !== undefined) return archive.slice(0, found + 1);
  }
  return undefined;
}
