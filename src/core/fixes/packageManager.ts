import type { PackageManager } from '../model';
import { isRecord } from '../text';

const MANAGERS: readonly PackageManager[] = ['npm', 'pnpm', 'yarn', 'bun'];

/** The manager that writes a lockfile, by its beginning: `package-lock.json`, `npm-shrinkwrap.json`, `bun.lockb`. */
const LOCKFILES: readonly (readonly [start: string, manager: PackageManager])[] = [
  ['pnpm-', 'pnpm'],
  ['yarn.', 'yarn'],
  ['bun.', 'bun'],
  ['package-lock', 'npm'],
  ['npm-shrinkwrap', 'npm'],
];

/**
 * The package manager of a folder: what its package.json states (`packageManager: pnpm@9.1.0`), else whose lockfile is
 * there; `undefined` where neither says.
 *
 * @param names of the files in the folder
 */
export function packageManagerOf(
  manifest: string | undefined,
  names: readonly string[],
): PackageManager | undefined {
  const stated = /^[a-z]+/.exec(statedManager(manifest))?.[0];
  const known = MANAGERS.find((each) => each === stated);
  if (known !== undefined) return known;
  return LOCKFILES.find(([start]) => names.some((name) => name.startsWith(start)))?.[1];
}

/** The field `packageManager` of a package.json: `pnpm@9.1.0`; empty where it has none. */
export function statedManager(text: string | undefined): string {
  try {
    const root: unknown = JSON.parse((text ?? '{}').replace(/^\ufeff/, ''));
    return isRecord(root) && typeof root['packageManager'] === 'string' ? root['packageManager'] : '';
  } catch {
    return '';
  }
}

/** What installs the dependencies of a manifest, to be typed into a terminal. Nobody runs it but the user. */
export function installCommand(manager: PackageManager): string {
  return [manager, 'install'].join(' ');
}
