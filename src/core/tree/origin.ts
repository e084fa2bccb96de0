import type { ResolvedPackage } from '../model';

/**
 * Whether a package is taken from a registry, by its address in the lockfile: registries give archives under the name of
 * the package (`https://host/@scope/name/-/name-1.0.0.tgz`). Any other archive is somebody's file, whatever it is called.
 */
export function isOfRegistry({ name, resolved }: Pick<ResolvedPackage, 'name' | 'resolved'>): boolean {
  if (resolved === undefined) return true;
  if (!resolved.startsWith('https:') && !resolved.startsWith('http:')) return false;
  if (!resolved.endsWith('.tgz') && !/\.tgz[?#]/.test(resolved)) return false;
  if (isNamed(resolved, name)) return true;
  return name.startsWith('@') && /%40|%2f/i.test(resolved) && isWithin(resolved, name);
}

/** The name stands in front of the first `/-/`, almost always: then no text has to be put together and searched for. */
function isNamed(address: string, name: string): boolean {
  const from = address.indexOf('/-/') - name.length;
  if (from > 0 && address[from - 1] === '/' && address.startsWith(name, from)) return true;
  return address.includes(`/${name}/-/`);
}

function isWithin(address: string, name: string): boolean {
  return address.replace(/%40/g, '@').replace(/%2f/gi, '/').includes(`/${name}/-/`);
}

/**
 * Tells packages of a lockfile apart: what has the name and version of a registry's package, and comes from elsewhere, is
 * another one.
 */
export function packageKey(locked: Pick<ResolvedPackage, 'name' | 'version' | 'resolved'>): string {
  const { name, version, resolved = '' } = locked;
  return isOfRegistry(locked) ? `${name}@${version}` : `${name}@${version} ${resolved}`;
}
